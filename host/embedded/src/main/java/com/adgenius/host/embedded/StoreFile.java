package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;

/**
 * The one file that holds all databases. It writes when {@link #commit()} is called and at no other time: H2's own
 * commits, every second and whenever enough has changed, would put half a command on disk.
 */
final class StoreFile implements AutoCloseable {

    /** Memory for pages read, in megabytes. */
    private static final int CACHE_MEGABYTES = 32;

    /** How much of what is written is kept live, in percent; below it is moved together. */
    private static final int LIVE_PERCENT = 50;

    /** How much of the file is kept in use, in percent; below it its end is moved to the front. */
    private static final int USED_PERCENT = 60;

    /** The most that is moved together at once, so that writers wait for milliseconds only. */
    private static final int COMPACTED_BYTES = 4 * 1024 * 1024;

    /** The most that is moved to the front at once; it needs to be enough to free a good part of the end. */
    private static final int MOVED_BYTES = 16 * 1024 * 1024;

    /** How long the last compaction may take, in milliseconds. */
    private static final int CLOSING_MILLIS = 500;

    private final Path file;
    private volatile MVStore store;

    private StoreFile(Path file) {
        this.file = requireNonNull(file, "file is null");
        this.store = open();
    }

    static StoreFile open(Path file) {
        return new StoreFile(file);
    }

    MVStore store() {
        return store;
    }

    Path path() {
        return file;
    }

    void commit() {
        store.commit();
    }

    /** Forgets what was not committed. */
    void revert() {
        store.closeImmediately();
        store = open();
    }

    /**
     * Moves some live pages together where the file has become sparse, and gives free space back. Nobody may be half
     * way through a command.
     *
     * @return whether there is more to move
     */
    boolean compact() {
        if (!(store.getFileStore() instanceof RandomAccessStore space)) {
            return false;
        }
        if (space.getChunksFillRate() < LIVE_PERCENT && store.compact(LIVE_PERCENT, COMPACTED_BYTES)) {
            store.commit();
            return true;
        }
        long size = space.size();
        if (space.getFillRate() < USED_PERCENT) {
            space.compactMoveChunks(USED_PERCENT, MOVED_BYTES, store);
        }
        return space.size() < size;
    }

    /** Has the operating system write what it still holds, so that a power cut takes little. */
    void sync() {
        store.sync();
    }

    @Override
    public void close() {
        store.close(CLOSING_MILLIS);
    }

    private MVStore open() {
        try {
            MVStore opened = new MVStore.Builder()
                    .fileName(file.toString())
                    .cacheSize(CACHE_MEGABYTES)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
            opened.setRetentionTime(0);
            return opened;
        } catch (MVStoreException e) {
            throw e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                    ? new EmbeddedServerException(
                            Code.FOLDER_IN_USE,
                            file + " is used by another process: stop that one, or name another folder with --data",
                            e)
                    : damaged(e);
        }
    }

    EmbeddedServerException damaged(RuntimeException cause) {
        return new EmbeddedServerException(
                Code.STORE_DAMAGED,
                "MongoDB's file " + file + " is damaged or not one of ours (" + cause.getMessage()
                        + "): put a backup in its place, or move it away to start empty",
                cause);
    }
}
