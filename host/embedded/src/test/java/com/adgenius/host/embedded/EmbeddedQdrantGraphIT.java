package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.id;
import static com.adgenius.host.embedded.QdrantConnection.numbers;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the stand-in for Qdrant builds its graphs, and what it finds by them. */
class EmbeddedQdrantGraphIT {

    private static final String COLLECTION = "creatives";

    @TempDir
    Path folder;

    @Test
    void findsByTheGraphWhatIsFoundExactly() throws Exception {
        int size = 96;
        Random random = new Random(2);
        List<List<Float>> centres = IntStream.range(0, 40)
                .mapToObj(i -> EmbeddedQdrantIT.floats(random, size))
                .toList();
        Function<Integer, List<Float>> near = i -> {
            List<Float> centre = centres.get(i % centres.size());
            return centre.stream()
                    .map(value -> value + 0.35f * (float) random.nextGaussian())
                    .toList();
        };
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString())) {
            done(client.createCollectionAsync(withGraph(COLLECTION, size, Distance.Cosine)));
            for (int batch = 0; batch < 2_000; batch += 250) {
                done(client.upsertAsync(
                        COLLECTION,
                        IntStream.range(batch, batch + 250)
                                .mapToObj(i -> PointStruct.newBuilder()
                                        .setId(id(i))
                                        .setVectors(vectors(near.apply(i)))
                                        .build())
                                .toList()));
            }
            awaitGraph(client, COLLECTION);
            int same = 0;
            for (int i = 0; i < 100; i++) {
                QueryPoints.Builder query = QueryPoints.newBuilder()
                        .setCollectionName(COLLECTION)
                        .setQuery(nearest(near.apply(i)))
                        .setLimit(10);
                Set<Long> exact = new HashSet<>(numbers(done(client.queryAsync(query.clone()
                        .setParams(SearchParams.newBuilder().setExact(true))
                        .build()))));
                exact.retainAll(numbers(done(client.queryAsync(query.clone()
                        .setParams(SearchParams.newBuilder().setHnswEf(100))
                        .build()))));
                same += exact.size();
            }
            System.out.printf("qdrant: recall of the graph %.3f%n", same / 1_000.0);
            assertThat(same / 1_000.0).isGreaterThanOrEqualTo(0.95);
        }
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString())) {
            // It was kept, and is not built again.
            assertThat(done(client.getCollectionInfoAsync(COLLECTION)).getIndexedVectorsCount())
                    .isEqualTo(2_000);
        }
    }

    /** One whose vectors have a graph however few they are. */
    static CreateCollection withGraph(String name, int size, Distance distance) {
        return CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(
                        VectorsConfig.newBuilder().setParams(QdrantCollectionContract.vectors(size, distance)))
                .setHnswConfig(HnswConfigDiff.newBuilder().setFullScanThreshold(10))
                .setOptimizersConfig(OptimizersConfigDiff.newBuilder().setIndexingThreshold(1))
                .build();
    }

    static void awaitGraph(QdrantClient client, String collection) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        CollectionInfo info = done(client.getCollectionInfoAsync(collection));
        while (info.getStatus() != CollectionStatus.Green || info.getIndexedVectorsCount() < info.getPointsCount()) {
            assertThat(System.nanoTime()).as(info.toString()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            info = done(client.getCollectionInfoAsync(collection));
        }
    }

    /** On a half circle of 500 places. */
    private static List<Float> around(long place) {
        double angle = place * Math.PI / 500;
        return List.of((float) Math.cos(angle), (float) Math.sin(angle), 0f, 0f);
    }

    @Test
    void comparesWhatIsTooLittleForAGraphUntilToldOtherwise() throws Exception {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder, 0);
                QdrantClient client = QdrantConnection.connect(qdrant.address().toString())) {
            done(client.createCollectionAsync(COLLECTION, QdrantCollectionContract.vectors(4, Distance.Cosine)));
            done(client.upsertAsync(
                    COLLECTION,
                    LongStream.range(0, 500)
                            .mapToObj(i -> PointStruct.newBuilder()
                                    .setId(id(i))
                                    .setVectors(vectors(around(i)))
                                    .build())
                            .toList()));
            CollectionInfo info = done(client.getCollectionInfoAsync(COLLECTION));
            assertThat(info.getIndexedVectorsCount()).isZero();
            assertThat(info.getPointsCount()).isEqualTo(500);
            assertThat(numbers(done(client.queryAsync(QueryPoints.newBuilder()
                            .setCollectionName(COLLECTION)
                            .setQuery(nearest(around(300)))
                            .setParams(SearchParams.newBuilder().setHnswEf(64))
                            .setLimit(1)
                            .build()))))
                    .containsExactly(300L);
            done(client.updateCollectionAsync(UpdateCollection.newBuilder()
                    .setCollectionName(COLLECTION)
                    .setOptimizersConfig(OptimizersConfigDiff.newBuilder().setIndexingThreshold(1))
                    .build()));
            awaitGraph(client, COLLECTION);
        }
    }
}
