package com.adgenius.host.server.plugin.artifact;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.FileBucket;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.StoredFile;
import com.mongodb.MongoException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The artifacts of all plugins: the GridFS bucket {@code artifacts} of the public database, {@code _id} = SHA-256.
 *
 * <p>An artifact is there completely before anybody names it, and is removed only when nobody named it for {@link #GRACE}.
 */
public final class ArtifactStore {

    /** The most bytes of an artifact. */
    public static final long LIMIT = 64L << 20;

    /** How long an artifact stays that no desired state names: longer than any upload lasts. */
    public static final Duration GRACE = Duration.ofHours(1);

    private static final int ATTEMPTS = 3;
    private static final int SWEEP_LIMIT = 1_000;

    private final FileBucket bucket;
    private final ReentrantLock writing = new ReentrantLock();

    /** The artifacts behind the connection. */
    public ArtifactStore(MongoConnection connection) {
        this.bucket =
                new FileBucket(requireNonNull(connection, "connection is null").publicDatabase(), "artifacts");
        bucket.createIndexes();
    }

    /**
     * Stores a file. When it returns the artifact was written completely, read back and found to be the same, and no sweep
     * removes it for {@link #GRACE}.
     *
     * @throws IOException when the file cannot be read, or the stored bytes were not the same after three attempts
     */
    public void store(Path jar, String sha256) throws IOException {
        writing.lock();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (!bucket.renew(sha256)) {
                    bucket.delete(sha256); // what an upload left that never ended
                    bucket.write(sha256, Map.of(), LIMIT, output -> Files.copy(jar, output));
                }
                if (intact(sha256)) {
                    return;
                }
                bucket.delete(sha256);
            }
        } catch (MongoException e) {
            throw new IOException("The artifact " + sha256 + " could not be stored: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
        throw new IOException("The artifact " + sha256 + " was not the same when it was read back");
    }

    /** Whether there is an artifact of that hash. */
    public boolean has(String sha256) {
        return bucket.find(sha256).isPresent();
    }

    private boolean intact(String sha256) {
        try {
            return Sha256.of(output -> read(sha256, output), OutputStream.nullOutputStream())
                    .equals(sha256);
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Writes an artifact to the output. The bytes are not verified: the reader hashes them.
     *
     * @throws NoSuchFileException when there is none of that hash
     * @throws IOException when it cannot be read
     */
    public void read(String sha256, OutputStream output) throws IOException {
        try {
            if (bucket.find(sha256).isEmpty()) {
                throw new NoSuchFileException(sha256, null, "the database has no such artifact; upload it again");
            }
            try (InputStream input = bucket.open(sha256, 0)) {
                input.transferTo(output);
            }
        } catch (MongoException | IllegalStateException e) {
            throw new IOException("The artifact " + sha256 + " could not be read: " + e.getMessage(), e);
        }
    }

    /**
     * Removes the artifacts that are not named and older than {@link #GRACE}, and what interrupted uploads left.
     *
     * @return how many artifacts were removed
     */
    public int sweep(Set<String> named, Instant now) {
        Instant before = now.minus(GRACE);
        bucket.sweep(GRACE, SWEEP_LIMIT);
        int removed = 0;
        for (StoredFile file : bucket.find(and(lt("uploadDate", Date.from(before)), nin("_id", named)), SWEEP_LIMIT)) {
            // The age is asked again in the removal itself: an upload of the same jar may have begun meanwhile.
            if (bucket.deleteOlder(file.id(), before)) {
                removed++;
            }
        }
        return removed;
    }
}
