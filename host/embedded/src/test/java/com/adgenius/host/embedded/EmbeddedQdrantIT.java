package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.id;
import static com.adgenius.host.embedded.QdrantConnection.numbers;
import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.valuesCount;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.ValuesCount;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stand-in for Qdrant promises beyond the contract. */
class EmbeddedQdrantIT {

    private static final String COLLECTION = "creatives";

    @TempDir
    Path folder;

    @Test
    void keepsEverythingOverARestart() throws Exception {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString())) {
            done(client.createCollectionAsync(QdrantCollectionContract.creation(COLLECTION)));
            done(client.createAliasAsync("now", COLLECTION));
            done(client.createPayloadIndexAsync(COLLECTION, "type", PayloadSchemaType.Keyword, null, true, null, null));
            done(client.upsertAsync(
                    COLLECTION,
                    LongStream.range(0, 50).mapToObj(EmbeddedQdrantIT::point).toList()));
            done(client.deleteAsync(COLLECTION, List.of(id(7))));
        }
        for (int start = 0; start < 2; start++) {
            try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                    QdrantClient client =
                            QdrantConnection.connect(qdrant.address().toString())) {
                assertHoldsAll(client);
                assertThat(done(client.getCollectionInfoAsync("now")).getPayloadSchemaMap())
                        .containsOnlyKeys("type");
            }
        }
    }

    @Test
    void keepsEverythingInACopyOfTheFilesOfARunningServer() throws Exception {
        Path copy = folder.resolve("copy");
        Path torn = folder.resolve("torn");
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder.resolve("original"), 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString())) {
            done(client.createCollectionAsync(QdrantCollectionContract.creation(COLLECTION)));
            done(client.createAliasAsync("now", COLLECTION));
            for (long i = 0; i < 50; i++) {
                done(client.upsertAsync(COLLECTION, List.of(point(i))));
            }
            done(client.deleteAsync(COLLECTION, List.of(id(7))));
            copy(folder.resolve("original"), copy);
            done(client.upsertAsync(COLLECTION, List.of(point(50))));
            copy(folder.resolve("original"), torn);
        }
        // The last record is cut off in its midst, as a write is that was never acknowledged.
        try (Stream<Path> files = Files.walk(torn)) {
            Path log = files.filter(file -> file.getFileName().toString().startsWith("log-"))
                    .findFirst()
                    .orElseThrow();
            byte[] content = Files.readAllBytes(log);
            Files.write(log, java.util.Arrays.copyOf(content, content.length - 3));
        }
        for (Path left : List.of(copy, torn)) {
            for (int start = 0; start < 2; start++) {
                try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(left, 0);
                        QdrantClient client =
                                QdrantConnection.connect(qdrant.address().toString())) {
                    assertHoldsAll(client);
                }
            }
        }
    }

    private static void assertHoldsAll(QdrantClient client) throws Exception {
        assertThat(done(client.countAsync("now"))).isEqualTo(49);
        assertThat(numbers(done(client.queryAsync(QueryPoints.newBuilder()
                        .setCollectionName("now")
                        .setQuery(nearest(1f, 3f, 0f, 0f))
                        .setUsing("text")
                        .setFilter(Filter.newBuilder().addMust(matchKeyword("type", "odd")))
                        .setLimit(1)
                        .build()))))
                .containsExactly(3L);
        assertThat(numbers(done(client.queryAsync(QueryPoints.newBuilder()
                        .setCollectionName("now")
                        .setQuery(nearest(List.of(1f), List.of(40)))
                        .setUsing("words")
                        .build()))))
                .containsExactly(40L);
    }

    private static PointStruct point(long number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .putPayload("type", value(number % 2 == 0 ? "even" : "odd"))
                .setVectors(namedVectors(Map.of(
                        "text", vector(1f, (float) number, 0f, 0f),
                        "words", vector(List.of(1f), List.of((int) number)))))
                .build();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void reopensVectorsOfManyDimensions() throws Exception {
        Random random = new Random(1);
        Map<Integer, List<Float>> written = Map.of(1_408, floats(random, 1_408), 4_096, floats(random, 4_096));
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString())) {
            for (int size : written.keySet()) {
                String name = "of-" + size;
                done(client.createCollectionAsync(EmbeddedQdrantGraphIT.withGraph(name, size, Distance.Dot)));
                done(client.upsertAsync(
                        name,
                        LongStream.range(1, 300)
                                .mapToObj(i -> PointStruct.newBuilder()
                                        .setId(id(i))
                                        .setVectors(vectors(floats(random, size)))
                                        .build())
                                .toList()));
                done(client.upsertAsync(
                        name,
                        List.of(PointStruct.newBuilder()
                                .setId(id(1))
                                .setVectors(vectors(written.get(size)))
                                .build())));
                EmbeddedQdrantGraphIT.awaitGraph(client, name);
            }
        }
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString())) {
            for (int size : written.keySet()) {
                assertThat(VectorOutputHelper.getDenseVector(
                                        done(client.retrieveAsync("of-" + size, id(1), false, true, null))
                                                .getFirst()
                                                .getVectors()
                                                .getVector())
                                .getDataList())
                        .isEqualTo(written.get(size));
                assertThat(numbers(done(client.queryAsync(QueryPoints.newBuilder()
                                .setCollectionName("of-" + size)
                                .setQuery(nearest(written.get(size)))
                                .setParams(SearchParams.newBuilder().setHnswEf(100))
                                .setLimit(1)
                                .build()))))
                        .containsExactly(1L);
            }
        }
    }

    static List<Float> floats(Random random, int size) {
        List<Float> floats = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            floats.add((float) random.nextGaussian());
        }
        return floats;
    }

    @Test
    void findsWhatOthersWroteBeforeWhileAllWrite() throws Exception {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            done(client.createCollectionAsync(QdrantCollectionContract.creation(COLLECTION)));
            List<CompletableFuture<Void>> writers = IntStream.range(0, 6)
                    .mapToObj(writer -> CompletableFuture.runAsync(() -> writeAndFind(client, writer), threads))
                    .toList();
            for (CompletableFuture<Void> writer : writers) {
                writer.get(2, TimeUnit.MINUTES);
            }
            assertThat(done(client.countAsync(COLLECTION))).isEqualTo(6 * 40);
        }
    }

    private static void writeAndFind(QdrantClient client, int writer) {
        try {
            for (int i = 0; i < 40; i++) {
                long number = writer * 1_000L + i;
                done(client.upsertAsync(COLLECTION, List.of(point(number))));
                assertThat(numbers(done(client.queryAsync(QueryPoints.newBuilder()
                                .setCollectionName(COLLECTION)
                                .setQuery(nearest(1f, (float) number, 0f, 0f))
                                .setUsing("text")
                                .setFilter(Filter.newBuilder().addMust(hasId(id(number))))
                                .setParams(SearchParams.newBuilder().setHnswEf(20))
                                .build()))))
                        .containsExactly(number);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhatItDoesNotSupport() throws Exception {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString())) {
            done(client.createCollectionAsync(QdrantCollectionContract.creation(COLLECTION)));
            assertUnsupported(
                    client.facetAsync(FacetCounts.newBuilder()
                            .setCollectionName(COLLECTION)
                            .setKey("type")
                            .build()),
                    "the call qdrant.Points/Facet");
            assertUnsupported(
                    client.queryAsync(QueryPoints.newBuilder()
                            .setCollectionName(COLLECTION)
                            .addPrefetch(PrefetchQuery.newBuilder()
                                    .setQuery(nearest(1f, 0f, 0f, 0f))
                                    .setUsing("text"))
                            .setQuery(fusion(Fusion.DBSF))
                            .build()),
                    "the fusion DBSF");
            assertUnsupported(
                    client.countAsync(
                            COLLECTION,
                            Filter.newBuilder()
                                    .addMust(valuesCount(
                                            "tags",
                                            ValuesCount.newBuilder().setGt(1).build()))
                                    .build(),
                            true),
                    "values_count");
            assertUnsupported(
                    client.createCollectionAsync("far", QdrantCollectionContract.vectors(4, Distance.Euclid)),
                    "Euclid");
        }
    }

    private static void assertUnsupported(ListenableFuture<?> answer, String what) {
        assertThatThrownBy(() -> done(answer))
                .hasMessageStartingWith("UNIMPLEMENTED: The embedded Qdrant does not support")
                .hasMessageContaining(what)
                .hasMessageContaining("give the address of a real one");
    }
}
