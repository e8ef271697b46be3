package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after the process was killed. {@code adgenius.test.kills} says how often. */
class QdrantDurabilityIT {

    private static final int KILLS = Integer.getInteger("adgenius.test.kills", 5);
    private static final int WRITERS = 4;
    private static final int POINTS_PER_WRITER = 200;
    /** So much that a log is full, and Lucene commits, every second or so. */
    private static final String PADDING = "x".repeat(60_000);

    /** Stands for a point that was deleted. */
    private static final long NONE = -1;

    private static final String COLLECTION = "ledger";

    @TempDir
    Path folder;

    /** The last value of each point that was acknowledged, and the one that was on its way after it. */
    private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();

    private final Map<Long, Long> tried = new ConcurrentHashMap<>();
    private final AtomicLong writes = new AtomicLong();

    @Test
    void losesNoAcknowledgedWriteWhenKilled() throws Exception {
        List<String> problems = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildProcess servers = ChildProcess.servers(folder, "--only", "qdrant");
                    QdrantClient client = QdrantConnection.connect(servers.address("qdrant"))) {
                if (kill == 0) {
                    // Graphs are built, and committed, under the kills too.
                    done(client.createCollectionAsync(QdrantCollectionContract.creation(COLLECTION).toBuilder()
                            .setOptimizersConfig(
                                    OptimizersConfigDiff.newBuilder().setIndexingThreshold(1))
                            .build()));
                }
                problems.addAll(problems(client));
                writeUntilKilled(client, servers);
            }
        }
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "qdrant");
                QdrantClient client = QdrantConnection.connect(servers.address("qdrant"))) {
            problems.addAll(problems(client));
        }
        System.out.printf(
                "qdrant: %d kills, %d writes acknowledged, %d problems%n", KILLS, writes.get(), problems.size());
        assertThat(writes.get()).isGreaterThan(KILLS * 50L);
        assertThat(problems).isEmpty();
    }

    @Test
    void findsALostRecord() throws Exception {
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "qdrant");
                QdrantClient client = QdrantConnection.connect(servers.address("qdrant"))) {
            done(client.createCollectionAsync(QdrantCollectionContract.creation(COLLECTION)));
            for (long number = 0; number < 10; number++) {
                tried.put(number, number);
                done(client.upsertAsync(COLLECTION, List.of(point(number, number))));
                acknowledged.put(number, number);
            }
            servers.kill();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            Path log = files.filter(file -> file.getFileName().toString().startsWith("log-"))
                    .findFirst()
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - 1);
            }
        }
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "qdrant");
                QdrantClient client = QdrantConnection.connect(servers.address("qdrant"))) {
            assertThat(problems(client)).containsExactly("point 9 is -1 instead of 9 or 9");
        }
    }

    private void writeUntilKilled(QdrantClient client, ChildProcess servers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.runAsync(() -> write(client, writer), threads))
                    .toList();
            long enough = writes.get() + 50;
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (writes.get() < enough && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(300_000_000, 2_500_000_000L));
            servers.kill();
            for (CompletableFuture<Void> writer : writers) {
                writer.get(1, TimeUnit.MINUTES);
            }
        }
    }

    /** Until the server is gone. */
    private void write(QdrantClient client, int writer) {
        try {
            while (true) {
                long number = writer * 1_000L + ThreadLocalRandom.current().nextInt(POINTS_PER_WRITER);
                long next = ThreadLocalRandom.current().nextLong(1L << 40);
                if (next % 10 == 0) {
                    tried.put(number, NONE);
                    done(client.deleteAsync(COLLECTION, List.of(id(number))));
                    acknowledged.put(number, NONE);
                } else if (next % 10 == 1 && acknowledged.getOrDefault(number, NONE) != NONE) {
                    tried.put(number, next);
                    done(client.setPayloadAsync(
                            COLLECTION, Map.of("value", value(next)), id(number), true, null, null));
                    acknowledged.put(number, next);
                } else {
                    tried.put(number, next);
                    done(client.upsertAsync(COLLECTION, List.of(point(number, next))));
                    acknowledged.put(number, next);
                }
                writes.incrementAndGet();
            }
        } catch (Exception e) {
            // The server is gone; what was tried last may be there or not.
            assertThat(e).hasMessageContaining("UNAVAILABLE");
        }
    }

    private static PointStruct point(long number, long value) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .putPayload("value", value(value))
                .putPayload("padding", value(PADDING))
                .setVectors(namedVectors(Map.of("text", vector(1f, (float) number, 0f, 0f))))
                .build();
    }

    private List<String> problems(QdrantClient client) throws Exception {
        Map<Long, Long> stored = new TreeMap<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            long first = writer * 1_000L;
            for (RetrievedPoint point : done(client.retrieveAsync(
                    COLLECTION,
                    IntStream.range(0, POINTS_PER_WRITER)
                            .mapToObj(i -> id(first + i))
                            .toList(),
                    WithPayloadSelectorFactory.include(List.of("value")),
                    WithVectorsSelectorFactory.enable(false),
                    null))) {
                stored.put(
                        point.getId().getNum(), point.getPayloadOrThrow("value").getIntegerValue());
            }
        }
        List<String> problems = new ArrayList<>();
        tried.forEach((number, last) -> {
            long found = stored.getOrDefault(number, NONE);
            long known = acknowledged.getOrDefault(number, NONE);
            if (found != known && found != last) {
                problems.add("point " + number + " is " + found + " instead of " + known + " or " + last);
            }
        });
        if (done(client.countAsync(COLLECTION)) != stored.size()) {
            problems.add("there are more points than their ids");
        }
        // What was left open is known from here on.
        tried.keySet().forEach(number -> acknowledged.put(number, stored.getOrDefault(number, NONE)));
        return problems;
    }
}
