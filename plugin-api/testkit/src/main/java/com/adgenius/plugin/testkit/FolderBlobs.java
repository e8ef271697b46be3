package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** A tenant's media as files of a folder, each visible once it is complete. */
final class FolderBlobs implements Blobs {

    private final Path folder;
    private final ConcurrentMap<String, Blob> stored = new ConcurrentHashMap<>();

    FolderBlobs(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
    }

    @Override
    public InputStream open(Blob blob) throws IOException {
        if (!stored.containsKey(blob.id())) {
            throw new IOException("There is no blob \"" + blob.id() + "\" for this tenant");
        }
        return Files.newInputStream(folder.resolve(blob.id()));
    }

    @Override
    public Blob write(String mediaType, Source source) throws IOException {
        requireNonNull(mediaType, "mediaType is null");
        String id = UUID.randomUUID().toString();
        Path file = folder.resolve(id);
        boolean complete = false;
        try {
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
                source.writeTo(output);
            }
            Blob blob = new Blob(id, mediaType, Files.size(file));
            stored.put(id, blob);
            complete = true;
            return blob;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    List<Blob> stored() {
        return List.copyOf(stored.values());
    }

    void deleteAll() throws IOException {
        List<Path> files;
        try (Stream<Path> listing = Files.list(folder)) {
            files = listing.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
