package com.adgenius.host.server.context;

import com.adgenius.host.server.media.Media;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The tenant's media for one call; what it writes carries the call's labels. */
final class PluginBlobs implements Blobs {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9][a-z0-9.+-]{0,80}");
    private static final int WRITE_LIMIT = 500;

    private final Binding binding;
    private final MediaStore media;
    private final Map<String, String> labels;
    private final AtomicInteger written = new AtomicInteger();

    PluginBlobs(Binding binding, MediaStore media, Map<String, String> labels) {
        this.binding = binding;
        this.media = media;
        this.labels = Map.copyOf(labels);
    }

    @Override
    public InputStream open(Blob blob) throws IOException {
        return binding.read(() -> media.open(blob.id()));
    }

    @Override
    public Blob write(String mediaType, Source source) throws IOException {
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("\"" + mediaType + "\" is no media type, for instance image/png");
        }
        if (written.incrementAndGet() > WRITE_LIMIT) {
            throw new IOException("One call may store at most " + WRITE_LIMIT + " pieces of media");
        }
        return binding.read(() -> {
            Media stored = media.write(mediaType, labels, source::writeTo);
            // The call may have been given up meanwhile, and what it stored before swept.
            if (!binding.open()) {
                media.delete(stored.id());
                binding.requireOpen();
            }
            return new Blob(stored.id(), stored.mediaType(), stored.size());
        });
    }
}
