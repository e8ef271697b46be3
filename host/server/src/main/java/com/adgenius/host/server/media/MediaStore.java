package com.adgenius.host.server.media;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.FileBucket;
import com.adgenius.host.server.storage.Source;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The media of the tenant in scope, in GridFS of its own database. */
public final class MediaStore {

    /** The most items that {@link #labelled} gives. */
    public static final int LIST_LIMIT = 1_000;

    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Duration UNFINISHED = Duration.ofHours(24);

    private final TenantDatabase database;
    private final long limit;

    /**
     * The media of each tenant.
     *
     * @param limit the most that one piece may have, in bytes
     */
    public MediaStore(TenantDatabase database, long limit) {
        this.database = requireNonNull(database, "database is null");
        this.limit = limit;
    }

    /**
     * Stores what the source writes; durable when this returns. Where the source fails nothing is stored.
     *
     * @param labels names by which {@link #labelled} finds it; {@code [a-z][a-z0-9_]*}
     * @throws com.adgenius.host.server.storage.FileTooLargeException when the source writes more than the limit
     * @throws IOException when the source fails
     */
    public Media write(String mediaType, Map<String, String> labels, Source source) throws IOException {
        requireNonNull(mediaType, "mediaType is null");
        labels.keySet().forEach(MediaStore::requireLabel);
        Map<String, ?> metadata = Map.of("media_type", mediaType, "labels", new Document(Map.copyOf(labels)));
        return Media.of(bucket().write(TimeOrderedId.next(), metadata, limit, source));
    }

    /** What is known of a piece of media. */
    public Optional<Media> find(String id) {
        return bucket().find(requireNonNull(id, "id is null")).map(Media::of);
    }

    /**
     * Reads all of it; the caller closes the stream.
     *
     * @throws IOException when the tenant has no such media
     */
    public InputStream open(String id) throws IOException {
        return open(id, 0);
    }

    /**
     * Reads it from the byte at that offset on; the caller closes the stream.
     *
     * @throws IOException when the tenant has no such media
     */
    public InputStream open(String id, long from) throws IOException {
        return bucket().open(requireNonNull(id, "id is null"), from);
    }

    /** At most so many pieces whose ids come after that one; empty for the first. */
    public List<Media> after(String id, int limit) {
        return bucket().after(requireNonNull(id, "id is null"), limit).stream()
                .map(Media::of)
                .toList();
    }

    /** How many pieces there are. */
    public long count() {
        return bucket().count(Filters.empty());
    }

    /** Removes it; whether there was such media. */
    public boolean delete(String id) {
        return bucket().delete(requireNonNull(id, "id is null"));
    }

    /** What carries the label with that value, oldest first, at most {@link #LIST_LIMIT}. */
    public List<Media> labelled(String label, String value) {
        return labelled(label, value, 0, LIST_LIMIT, false);
    }

    /** A part of what carries the label with that value. */
    public List<Media> labelled(String label, String value, int offset, int limit, boolean newestFirst) {
        return bucket().find(carries(label, value), offset, limit, newestFirst).stream()
                .map(Media::of)
                .toList();
    }

    /** How many pieces carry the label with that value. */
    public long countLabelled(String label, String value) {
        return bucket().count(carries(label, value));
    }

    private static Bson carries(String label, String value) {
        requireLabel(label);
        return Filters.eq("metadata.labels." + label, value);
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        bucket().createIndexes();
    }

    /** Removes what crashes left behind for the tenant in scope; how many remains there were. */
    public int sweep() {
        return bucket().sweep(UNFINISHED, 100);
    }

    private FileBucket bucket() {
        return new FileBucket(database.current(), "media");
    }

    private static void requireLabel(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException("Label \"" + label + "\" does not match " + LABEL);
        }
    }
}
