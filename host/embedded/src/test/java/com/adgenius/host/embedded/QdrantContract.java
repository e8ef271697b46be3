package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.id;
import static com.adgenius.host.embedded.QdrantConnection.read;
import static com.adgenius.host.embedded.QdrantConnection.refusal;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the host asks of Qdrant: here of points. Whatever stands at the address has to pass. */
abstract class QdrantContract
        implements QdrantCollectionContract,
                QdrantFilterContract,
                QdrantSearchContract,
                QdrantOrderContract,
                QdrantSettingsContract {

    private final String collection = "contract-" + UUID.randomUUID();
    private QdrantClient client;

    /** Host and port of gRPC. */
    abstract String address();

    /** The API key that is demanded there, if one is. */
    Optional<String> key() {
        return Optional.empty();
    }

    @Override
    public QdrantClient client() {
        return client;
    }

    @Override
    public String collection() {
        return collection;
    }

    @BeforeEach
    void connect() throws Exception {
        client = key().map(key -> QdrantConnection.connect(address(), key))
                .orElseGet(() -> QdrantConnection.connect(address()));
        done(client.createCollectionAsync(QdrantCollectionContract.creation(collection)));
    }

    @AfterEach
    void disconnect() throws Exception {
        for (String name : List.of(collection, collection + "-b")) {
            if (done(client.collectionExistsAsync(name))) {
                done(client.deleteCollectionAsync(name));
            }
        }
        client.close();
    }

    @Test
    void answersTheHealthCheck() throws Exception {
        assertThat(done(client.healthCheckAsync()).getVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void keepsPayloadAndVectors() throws Exception {
        UUID uuid = UUID.randomUUID();
        Map<String, Value> payload = Map.of(
                "type", value("image"),
                "score", value(7),
                "rate", value(0.25),
                "active", value(true),
                "tags", list(List.of(value("a"), value("b"))),
                "campaign", value(Map.of("name", value("ünïcode"))));
        PointStruct point = PointStruct.newBuilder()
                .setId(PointIdFactory.id(uuid))
                .putAllPayload(payload)
                .setVectors(namedVectors(Map.of(
                        "text", vector(3f, 4f, 0f, 0f),
                        "picture", vector(3f, 4f, 0f),
                        "words", vector(List.of(0.5f, 1.5f), List.of(70, 3)))))
                .build();
        assertThat(done(client.upsertAsync(collection, List.of(point))).getStatus())
                .isEqualTo(UpdateStatus.Completed);

        RetrievedPoint read = one(PointIdFactory.id(uuid));
        assertThat(read.getId().getUuid()).isEqualTo(uuid.toString());
        assertThat(read.getPayloadMap()).isEqualTo(payload);
        var vectors = read.getVectors().getVectors().getVectorsMap();
        // Those for the cosine are kept at length one.
        List<Float> text =
                VectorOutputHelper.getDenseVector(vectors.get("text")).getDataList();
        assertThat(text.get(0)).isCloseTo(0.6f, within(1e-6f));
        assertThat(text.get(1)).isCloseTo(0.8f, within(1e-6f));
        assertThat(VectorOutputHelper.getDenseVector(vectors.get("picture")).getDataList())
                .containsExactly(3f, 4f, 0f);
        var words = VectorOutputHelper.getSparseVector(vectors.get("words"));
        assertThat(words.getIndicesList()).containsExactly(3, 70);
        assertThat(words.getValuesList()).containsExactly(1.5f, 0.5f);
        assertThat(vectors).doesNotContainKey("plain");
    }

    @Test
    void replacesAPointAsAWhole() throws Exception {
        done(client.upsertAsync(collection, List.of(point(1, Map.of("a", value(1), "b", value(2))))));
        done(client.upsertAsync(
                collection,
                List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .putPayload("a", value(3))
                        .setVectors(namedVectors(Map.of("picture", vector(1f, 2f, 3f))))
                        .build())));
        RetrievedPoint read = one(id(1));
        assertThat(read.getPayloadMap()).isEqualTo(Map.of("a", value(3)));
        assertThat(read.getVectors().getVectors().getVectorsMap()).containsOnlyKeys("picture");
        assertThat(done(client.countAsync(collection))).isEqualTo(1);
    }

    @Test
    void answersWithoutWaiting() throws Exception {
        assertThat(done(client.upsertAsync(UpsertPoints.newBuilder()
                                .setCollectionName(collection)
                                .addPoints(point(1, Map.of()))
                                .setWait(false)
                                .build()))
                        .getStatus())
                .isEqualTo(UpdateStatus.Acknowledged);
    }

    @Test
    void deletesByIdAndByFilter() throws Exception {
        done(client.upsertAsync(
                collection,
                LongStream.rangeClosed(1, 6)
                        .mapToObj(i -> point(i, Map.of("even", value(i % 2 == 0))))
                        .toList()));
        done(client.deleteAsync(collection, List.of(id(1), id(99))));
        done(client.deleteAsync(
                collection, Filter.newBuilder().addMust(match("even", true)).build()));
        assertThat(read(scroll(10).getResultList())).containsExactly(3L, 5L);
    }

    @Test
    void setsAndOverwritesPayload() throws Exception {
        done(client.upsertAsync(
                collection,
                List.of(
                        point(1, Map.of("type", value("image"), "score", value(1))),
                        point(2, Map.of("type", value("video"))))));
        done(client.setPayloadAsync(collection, Map.of("score", value(5)), id(1), true, null, null));
        assertThat(one(id(1)).getPayloadMap()).isEqualTo(Map.of("type", value("image"), "score", value(5)));
        Filter videos =
                Filter.newBuilder().addMust(matchKeyword("type", "video")).build();
        done(client.overwritePayloadAsync(collection, Map.of("only", value(true)), videos, true, null, null));
        assertThat(one(id(2)).getPayloadMap()).isEqualTo(Map.of("only", value(true)));
        assertThat(one(id(2)).getVectors().getVectors().getVectorsMap()).containsKey("text");
    }

    @Test
    void readsPageByPageInTheOrderOfIds() throws Exception {
        List<PointStruct> points = new ArrayList<>();
        for (long i = 25; i >= 1; i--) {
            points.add(point(i * 100, Map.of("third", value(i % 3 == 0))));
        }
        done(client.upsertAsync(collection, points));
        ScrollResponse first = scroll(10);
        assertThat(read(first.getResultList())).containsExactlyElementsOf(hundreds(1, 10));
        assertThat(first.getNextPageOffset()).isEqualTo(id(1_100));
        ScrollResponse last = done(client.scrollAsync(ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setLimit(20)
                .setOffset(first.getNextPageOffset())
                .build()));
        assertThat(read(last.getResultList())).containsExactlyElementsOf(hundreds(11, 25));
        assertThat(last.hasNextPageOffset()).isFalse();
        ScrollResponse thirds = done(client.scrollAsync(ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setLimit(3)
                .setFilter(Filter.newBuilder().addMust(match("third", true)))
                .build()));
        assertThat(read(thirds.getResultList())).containsExactly(300L, 600L, 900L);
        assertThat(thirds.getNextPageOffset()).isEqualTo(id(1_200));
    }

    @Test
    void readsWhatIsSelected() throws Exception {
        done(client.upsertAsync(
                collection,
                List.of(point(1, Map.of("a", value(1), "b", value(Map.of("c", value(2), "d", value(3))))))));
        RetrievedPoint included = done(client.retrieveAsync(
                        collection,
                        List.of(id(1)),
                        WithPayloadSelectorFactory.include(List.of("b.c")),
                        WithVectorsSelectorFactory.include(List.of("text")),
                        null))
                .getFirst();
        assertThat(included.getPayloadMap()).isEqualTo(Map.of("b", value(Map.of("c", value(2)))));
        assertThat(included.getVectors().getVectors().getVectorsMap()).containsOnlyKeys("text");
        RetrievedPoint excluded = done(client.retrieveAsync(
                        collection,
                        List.of(id(1)),
                        WithPayloadSelectorFactory.exclude(List.of("b")),
                        WithVectorsSelectorFactory.enable(false),
                        null))
                .getFirst();
        assertThat(excluded.getPayloadMap()).isEqualTo(Map.of("a", value(1)));
        assertThat(excluded.hasVectors()).isFalse();
        assertThat(done(client.retrieveAsync(collection, List.of(id(2)), null))).isEmpty();
    }

    @Test
    void refusesPointsThatDoNotFit() throws Exception {
        assertThat(refused(Map.of("text", vector(1f, 2f)))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused(Map.of("sound", vector(1f, 2f)))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused(Map.of("words", vector(List.of(1f, 2f), List.of(4, 4)))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal(client.upsertAsync(
                        collection,
                        List.of(PointStruct.newBuilder()
                                .setId(PointId.newBuilder().setUuid("no-uuid"))
                                .setVectors(namedVectors(Map.of("picture", vector(1f, 2f, 3f))))
                                .build()))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(done(client.countAsync(collection))).isZero();
    }

    private Status.Code refused(Map<String, Vector> vectors) throws Exception {
        return refusal(client.upsertAsync(
                collection,
                List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(vectors))
                        .build())));
    }

    private static List<Long> hundreds(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(i -> i * 100).toList();
    }

    private ScrollResponse scroll(int limit) throws Exception {
        return done(client.scrollAsync(ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setLimit(limit)
                .build()));
    }

    private RetrievedPoint one(PointId id) throws Exception {
        return done(client.retrieveAsync(collection, id, true, true, null)).getFirst();
    }

    static PointStruct point(long number, Map<String, Value> payload) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .putAllPayload(payload)
                .setVectors(namedVectors(Map.of("text", vector(1f, (float) number, 0f, 0f))))
                .build();
    }
}
