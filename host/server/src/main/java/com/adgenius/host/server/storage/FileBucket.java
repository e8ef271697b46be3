package com.adgenius.host.server.storage;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Files in a database, laid out as GridFS, so that MongoDB's own tools read them.
 *
 * <p>The record in {@code <name>.files} is written last and removed first: a file that can be found is whole. What is
 * being written or removed is noted in {@code <name>.unfinished} before, so that {@link #sweep} finds the remains of a
 * crash without looking at every chunk. The driver's own bucket fixes the metadata before the first byte and has no
 * way to begin reading in the middle; this one knows the hash of what it wrote, and seeks.
 */
public final class FileBucket {

    /** The size of a chunk, in bytes: the default of the GridFS specification. */
    static final int CHUNK = 255 * 1024;

    private final MongoCollection<Document> files;
    private final MongoCollection<Document> chunks;
    private final MongoCollection<Document> unfinished;

    /** The bucket of that name in the database. */
    public FileBucket(MongoDatabase database, String name) {
        requireNonNull(database, "database is null");
        this.files = database.getCollection(name + ".files");
        this.chunks = database.getCollection(name + ".chunks");
        this.unfinished = database.getCollection(name + ".unfinished");
    }

    /** Creates the indexes that reading needs; idempotent. */
    public void createIndexes() {
        Await.one(chunks.createIndex(Indexes.ascending("files_id", "n"), new IndexOptions().unique(true)));
        Await.one(files.createIndex(Indexes.ascending("filename", "uploadDate")));
    }

    /**
     * Stores what the source writes; durable when this returns. Where the source fails nothing is stored.
     *
     * @param id the file's id, unused so far
     * @param metadata what is kept beside the bytes
     * @param limit the most bytes that are stored
     * @throws IOException when the source fails or writes more than the limit
     */
    public StoredFile write(String id, Map<String, ?> metadata, long limit, Source source) throws IOException {
        note(id);
        // An interrupted wait would leave a chunk on its way, to arrive when the others were removed.
        ChunkOutputStream output =
                new ChunkOutputStream(id, limit, CHUNK, chunk -> Await.uninterrupted(chunks.insertOne(chunk)));
        boolean whole = false;
        try {
            source.writeTo(output);
            output.finish();
            whole = true;
        } finally {
            if (!whole) {
                removeChunks(id);
            }
        }
        Instant now = Instant.now();
        Document record = new Document("_id", id)
                .append("length", output.length())
                .append("chunkSize", CHUNK)
                .append("uploadDate", Date.from(now))
                .append("filename", id)
                .append("metadata", new Document(Map.copyOf(metadata)).append("sha256", output.sha256()));
        // An interruption from here on comes too late: the file is there, and whoever interrupted can remove it.
        Await.uninterrupted(files.insertOne(record));
        Await.uninterrupted(unfinished.deleteOne(eq(id)));
        return StoredFile.of(record);
    }

    /** The file of that id. */
    public Optional<StoredFile> find(String id) {
        return Await.first(files.find(eq(id)).first()).map(StoredFile::of);
    }

    /** At most so many files that the filter matches, oldest first. */
    public List<StoredFile> find(Bson filter, int limit) {
        return find(filter, 0, limit, false);
    }

    /** At most so many files that the filter matches, after so many others, by age. */
    public List<StoredFile> find(Bson filter, int offset, int limit, boolean newestFirst) {
        Bson order = newestFirst ? Sorts.descending("uploadDate", "_id") : Sorts.ascending("uploadDate", "_id");
        return Await.all(files.find(filter).sort(order).skip(offset).limit(limit)).stream()
                .map(StoredFile::of)
                .toList();
    }

    /** At most so many files whose ids come after that one. */
    public List<StoredFile> after(String id, int limit) {
        return Await.all(files.find(gt("_id", id)).sort(Sorts.ascending("_id")).limit(limit)).stream()
                .map(StoredFile::of)
                .toList();
    }

    /** How many files the filter matches. */
    public long count(Bson filter) {
        return Await.one(files.countDocuments(filter));
    }

    /**
     * Reads the file from the byte at that offset on; the caller closes the stream.
     *
     * @throws IOException when there is no such file
     */
    public InputStream open(String id, long from) throws IOException {
        StoredFile file = find(id).orElseThrow(() -> new IOException("There is no file \"" + id + "\""));
        return new ChunkInputStream(
                file,
                from,
                number -> Await.first(
                        chunks.find(and(eq("files_id", id), eq("n", number))).first()));
    }

    /** Removes the file; whether there was one. */
    public boolean delete(String id) {
        note(id);
        boolean existed = Await.uninterrupted(files.deleteOne(eq(id))).getDeletedCount() > 0;
        removeChunks(id);
        return existed;
    }

    /** Makes the file as old as if it were stored now; whether there is one. */
    public boolean renew(String id) {
        return Await.one(files.updateOne(eq(id), Updates.set("uploadDate", new Date())))
                        .getMatchedCount()
                > 0;
    }

    /** Removes the file if it was stored or renewed before that time; whether it was. */
    public boolean deleteOlder(String id, Instant before) {
        note(id);
        boolean older = Await.one(files.deleteOne(and(eq(id), lt("uploadDate", Date.from(before)))))
                        .getDeletedCount()
                > 0;
        if (older) {
            removeChunks(id);
        } else {
            Await.one(unfinished.deleteOne(eq(id)));
        }
        return older;
    }

    /** Removes what writes and removals left behind that began that long ago and never ended; how many there were. */
    public int sweep(Duration age, int limit) {
        Date before = Date.from(Instant.now().minus(age));
        List<Document> left = Await.all(unfinished
                .find(lt("begun_at", before))
                .sort(Sorts.ascending("begun_at"))
                .limit(limit));
        for (Document note : left) {
            String id = note.getString("_id");
            if (find(id).isEmpty()) {
                removeChunks(id);
            } else {
                Await.one(unfinished.deleteOne(eq(id)));
            }
        }
        return left.size();
    }

    private void note(String id) {
        Document note = new Document("_id", id).append("begun_at", new Date());
        Await.uninterrupted(unfinished.replaceOne(eq(id), note, new ReplaceOptions().upsert(true)));
    }

    private void removeChunks(String id) {
        Await.uninterrupted(chunks.deleteMany(and(eq("files_id", id), gte("n", 0))));
        Await.uninterrupted(unfinished.deleteOne(eq(id)));
    }
}
