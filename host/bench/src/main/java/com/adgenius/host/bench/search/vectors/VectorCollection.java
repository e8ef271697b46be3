package com.adgenius.host.bench.search.vectors;

import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;

import com.google.common.primitives.Floats;
import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.SearchParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A collection of vectors, whose searches use the graph however few they are. */
final class VectorCollection {

    private static final String CONTENT = "content";
    private static final int BATCH = 500;
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
    private static final Duration GRAPH_LIMIT = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** In kilobytes, the least that Qdrant takes: below it every vector is compared. */
    private static final int FULL_SCAN_THRESHOLD = 10;

    /** In kilobytes: what is larger has a graph. */
    private static final int INDEXING_THRESHOLD = 1;

    private final QdrantClient client;
    private final String name;

    private VectorCollection(QdrantClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** A new, empty one. */
    static VectorCollection create(QdrantClient client, String name) throws Exception {
        done(client.createCollectionAsync(CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder()
                                .putMap(
                                        CONTENT,
                                        VectorParams.newBuilder()
                                                .setSize(Mixture.DIMENSIONS)
                                                .setDistance(Distance.Cosine)
                                                .build())))
                .setHnswConfig(HnswConfigDiff.newBuilder().setFullScanThreshold(FULL_SCAN_THRESHOLD))
                .setOptimizersConfig(OptimizersConfigDiff.newBuilder().setIndexingThreshold(INDEXING_THRESHOLD))
                .build()));
        for (String field : List.of(Creatives.CAMPAIGN, Creatives.KIND)) {
            done(client.createPayloadIndexAsync(name, field, PayloadSchemaType.Keyword, null, true, null, null));
        }
        return new VectorCollection(client, name);
    }

    /** Writes all points, in batches that are each answered before the next. */
    void write(float[][] points) throws Exception {
        for (int first = 0; first < points.length; first += BATCH) {
            List<PointStruct> batch = new ArrayList<>();
            for (int i = first; i < Math.min(first + BATCH, points.length); i++) {
                batch.add(PointStruct.newBuilder()
                        .setId(PointIdFactory.id(i))
                        .setVectors(namedVectors(Map.of(CONTENT, vector(Floats.asList(points[i])))))
                        .putPayload(Creatives.CAMPAIGN, value(Creatives.campaign(i)))
                        .putPayload(Creatives.KIND, value(Creatives.kind(i)))
                        .build());
            }
            done(client.upsertAsync(name, batch));
        }
    }

    /** Waits until the graph holds all points. */
    CollectionInfo awaitGraph() throws Exception {
        long deadline = System.nanoTime() + GRAPH_LIMIT.toNanos();
        CollectionInfo info = done(client.getCollectionInfoAsync(name));
        while (info.getStatus() != CollectionStatus.Green || info.getIndexedVectorsCount() < info.getPointsCount()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("The graph holds " + info.getIndexedVectorsCount() + " of "
                        + info.getPointsCount() + " vectors after " + GRAPH_LIMIT);
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            info = done(client.getCollectionInfoAsync(name));
        }
        return info;
    }

    /** A search for the nearest, by the graph or by comparing all. */
    QueryPoints search(float[] query, Creatives.Restriction restriction, int k, boolean exact) {
        return QueryPoints.newBuilder()
                .setCollectionName(name)
                .setQuery(nearest(Floats.asList(query)))
                .setUsing(CONTENT)
                .setFilter(restriction.filter())
                .setParams(SearchParams.newBuilder().setExact(exact))
                .setLimit(k)
                .build();
    }

    /** The numbers of the points found. */
    Set<Integer> found(QueryPoints search) throws Exception {
        Set<Integer> found = new HashSet<>();
        done(client.queryAsync(search))
                .forEach(point -> found.add((int) point.getId().getNum()));
        return found;
    }

    /** Asks and takes the answer, in milliseconds. */
    double milliseconds(QueryPoints search) throws Exception {
        long begun = System.nanoTime();
        done(client.queryAsync(search));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static <T> T done(ListenableFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
