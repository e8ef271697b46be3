package com.adgenius.host.embedded.qdrant;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * The points of one collection: Lucene's index, and a log of what changed since Lucene's last commit.
 *
 * <p>A change is answered when it is in the log and in the index's memory; a search begins by refreshing its view where
 * something was written since. So writing costs no flush, and the first search after it does. A commit, when the log has
 * grown and at the end, begins a new log; its number stands in the commit.
 */
final class PointStore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(PointStore.class.getName());

    private static final String INDEX = "index";
    private static final String LOG_PREFIX = "log-";
    private static final String LOG_NUMBER = "log";
    private static final String CHANGES = "changes";

    /** What a start may have to do again; about a second's work. */
    private static final long LARGEST_LOG = 16L << 20;

    private static final double MEMORY_MEGABYTES = 32;

    private final Path folder;
    private final VectorSchema schema;
    private final Directory directory;
    private final IndexWriter writer;
    private final GraphMerging merging;
    private final SearcherManager searchers;

    private final ReentrantLock writing = new ReentrantLock();
    /** Changes ever made; the last one's number is its version. Written under the lock. */
    private volatile long changes;

    private final AtomicLong seen = new AtomicLong();
    /** Of the merges that have ended, how many a search sees. */
    private volatile long seenMerges;
    /** Of the merges that have ended, how many the last commit holds. */
    private volatile long keptMerges;

    private volatile WriteAheadLog log;
    private volatile boolean unforced;
    private long logNumber;

    private PointStore(Path folder, VectorSchema schema, Directory directory, IndexWriter writer, GraphMerging merging)
            throws IOException {
        this.folder = folder;
        this.schema = schema;
        this.directory = directory;
        this.writer = writer;
        this.merging = merging;
        Map<String, String> committed = committed();
        this.logNumber = Long.parseLong(committed.getOrDefault(LOG_NUMBER, "0"));
        this.changes = Long.parseLong(committed.getOrDefault(CHANGES, "0"));
        removeOtherLogs();
        this.log = WriteAheadLog.open(logFile(logNumber), this::repeat);
        this.searchers = new SearcherManager(writer, new SearcherFactory());
        this.seen.set(changes);
        // A graph that a former process had not finished.
        writer.maybeMerge();
    }

    /** Opens the points in a folder, which is created where it is missing. */
    static PointStore open(Path folder, VectorSchema schema) throws IOException {
        Directory directory = FSDirectory.open(Files.createDirectories(folder.resolve(INDEX)));
        IndexWriter writer = null;
        GraphMerging merging = new GraphMerging(schema.fewestForGraph());
        try {
            writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig()
                            .setCodec(new WideVectorsCodec(schema))
                            .setMergePolicy(merging)
                            .setCommitOnClose(false)
                            .setRAMBufferSizeMB(MEMORY_MEGABYTES));
            return new PointStore(folder, schema, directory, writer, merging);
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            directory.close();
            throw e;
        }
    }

    /** What the last commit says of itself; nothing before the first one. */
    private Map<String, String> committed() {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> entries = writer.getLiveCommitData();
        if (entries != null) {
            entries.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    /** Does something with a view of the points that holds every change answered before. */
    <T> T read(Reading<T> reading) throws IOException {
        long wanted = changes;
        long merges = merging.ended();
        if (seen.get() < wanted || seenMerges < merges) {
            searchers.maybeRefreshBlocking();
            seen.accumulateAndGet(wanted, Math::max);
            seenMerges = merges;
        }
        IndexSearcher searcher = searchers.acquire();
        try {
            return reading.read(new PointReader(searcher, schema));
        } finally {
            searchers.release(searcher);
        }
    }

    /**
     * Makes a change, after those before it. It may be decided on what is stored, which nothing changes meanwhile.
     *
     * @return its number
     */
    long change(Decision decision) throws IOException {
        writing.lock();
        try {
            List<PointsUpdateOperation> operations = decision.decide();
            if (operations.isEmpty()) {
                return changes;
            }
            requireUsable();
            log.append(UpdateBatchPoints.newBuilder()
                    .addAllOperations(operations)
                    .build()
                    .toByteArray());
            unforced = true;
            long number = changes + 1;
            apply(operations, number);
            // No other thread writes it meanwhile; others read it.
            changes = number;
            if (log.size() > LARGEST_LOG) {
                commit();
            }
            return changes;
        } finally {
            writing.unlock();
        }
    }

    private void requireUsable() throws IOException {
        if (!writer.isOpen()) {
            throw new IOException("The index in " + folder
                    + " could not be written, for instance because the disk is full:" + " mend that and start again");
        }
    }

    private void repeat(byte[] record) throws IOException {
        long number = changes + 1;
        try {
            apply(UpdateBatchPoints.parseFrom(record).getOperationsList(), number);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            // It failed in the same way before, and was not acknowledged.
            LOG.log(Level.WARNING, "A change in " + folder + " is left out: it cannot be made", e);
        }
        changes = number;
    }

    private void apply(List<PointsUpdateOperation> operations, long number) throws IOException {
        for (PointsUpdateOperation operation : operations) {
            for (PointStruct point : operation.getUpsert().getPointsList()) {
                writer.updateDocument(term(point.getId()), PointDocument.of(point, schema, number));
            }
            Term[] deleted = operation.getDeletePoints().getPoints().getPoints().getIdsList().stream()
                    .map(PointStore::term)
                    .toArray(Term[]::new);
            if (deleted.length > 0) {
                writer.deleteDocuments(deleted);
            }
        }
    }

    private static Term term(PointId id) {
        return new Term(PointDocument.ID, PointKey.of(id).term());
    }

    /** The next log exists before the commit that names it; the former one goes after it. */
    private void commit() throws IOException {
        long merges = merging.ended();
        WriteAheadLog next = WriteAheadLog.open(logFile(logNumber + 1), record -> {});
        try {
            writer.setLiveCommitData(Map.of(LOG_NUMBER, Long.toString(logNumber + 1), CHANGES, Long.toString(changes))
                    .entrySet());
            writer.commit();
        } catch (IOException | RuntimeException e) {
            // Which of the two the index names is known at the next start alone: until then nothing is written.
            next.close();
            log.close();
            throw e;
        }
        WriteAheadLog former = log;
        log = next;
        logNumber++;
        keptMerges = merges;
        unforced = false;
        former.delete();
    }

    /** Has the disk take what the operating system still holds, and keeps what was merged. */
    void force() throws IOException {
        if (merging.ended() > keptMerges) {
            writing.lock();
            try {
                if (merging.ended() > keptMerges && writer.isOpen() && log.isOpen()) {
                    commit();
                }
            } finally {
                writing.unlock();
            }
        }
        if (unforced) {
            unforced = false;
            try {
                log.force();
            } catch (ClosedChannelException e) {
                // A commit came between, which has forced all of it; asked again for what came after.
                unforced = true;
            } catch (IOException e) {
                unforced = true;
                throw e;
            }
        }
    }

    /** Whether a graph is being built, or soon will be. */
    boolean isBuilding() {
        return writer.hasPendingMerges() || !writer.getMergingSegments().isEmpty();
    }

    VectorSchema schema() {
        return schema;
    }

    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            if (log.isOpen() && writer.isOpen() && (log.size() > 0 || merging.ended() > keptMerges)) {
                commit();
            }
        } finally {
            writing.unlock();
            // What is still being merged is given up: nothing depends on it.
            abandon();
        }
    }

    /** Lets go of the files without keeping what the log holds: the folder is about to be removed. */
    void abandon() throws IOException {
        writing.lock();
        try (directory;
                WriteAheadLog last = log) {
            searchers.close();
            writer.rollback();
        } finally {
            writing.unlock();
        }
    }

    private Path logFile(long number) {
        return folder.resolve(LOG_PREFIX + number);
    }

    private void removeOtherLogs() throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, LOG_PREFIX + "*")) {
            for (Path file : logs) {
                if (!file.equals(logFile(logNumber))) {
                    Files.delete(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Reads from a view of the points. */
    @FunctionalInterface
    interface Reading<T> {
        T read(PointReader reader) throws IOException;
    }

    /** Decides what is changed. */
    @FunctionalInterface
    interface Decision {
        List<PointsUpdateOperation> decide() throws IOException;
    }
}
