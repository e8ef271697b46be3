package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.id;
import static com.adgenius.host.embedded.QdrantConnection.numbers;
import static com.adgenius.host.embedded.QdrantConnection.refusal;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.QueryFactory.fusion;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.recommend;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorInputFactory.vectorInput;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the host asks of Qdrant's searches. */
interface QdrantSearchContract {

    float PRECISION = 1e-4f;

    QdrantClient client();

    String collection();

    /** In the plane of the first two dimensions of {@code text}, ever farther from the first axis. */
    private void plant() throws Exception {
        done(client().upsertAsync(
                        collection(),
                        List.of(
                                point(1, 1, 0, 2, List.of(1f, 1f), List.of(1, 2)),
                                point(2, 4, 3, 4, List.of(3f), List.of(2)),
                                point(3, 3, 4, 6, List.of(2f), List.of(2)),
                                point(4, 0, 1, 8, List.of(1f), List.of(9)),
                                point(5, -1, 0, 10, List.of(1f, 2f), List.of(1, 9)))));
    }

    private static PointStruct point(
            long number, float x, float y, float picture, List<Float> values, List<Integer> indices) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .putPayload("even", value(number % 2 == 0))
                .setVectors(namedVectors(Map.of(
                        "text", vector(x, y, 0f, 0f),
                        "picture", vector(picture, 0f, 0f),
                        "words", vector(values, indices),
                        "plain", vector(values, indices))))
                .build();
    }

    private QueryPoints.Builder query(Query query, String using) {
        return QueryPoints.newBuilder()
                .setCollectionName(collection())
                .setQuery(query)
                .setUsing(using);
    }

    private List<ScoredPoint> found(QueryPoints.Builder query) throws Exception {
        return done(client().queryAsync(query.build()));
    }

    private static void assertScores(List<ScoredPoint> points, double... scores) {
        assertThat(points).hasSize(scores.length);
        for (int i = 0; i < scores.length; i++) {
            assertThat(points.get(i).getScore()).isCloseTo((float) scores[i], within(PRECISION));
        }
    }

    @Test
    default void findsTheNearestByCosine() throws Exception {
        plant();
        List<ScoredPoint> all = found(query(nearest(2f, 0f, 0f, 0f), "text"));
        assertThat(numbers(all)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertScores(all, 1, 0.8, 0.6, 0, -1);
        assertThat(all.getFirst().getPayloadMap()).isEmpty();
        assertThat(all.getFirst().hasVectors()).isFalse();
    }

    @Test
    default void findsTheLargestProduct() throws Exception {
        plant();
        List<ScoredPoint> best = found(query(nearest(0.5f, 0f, 0f), "picture").setLimit(2));
        assertThat(numbers(best)).containsExactly(5L, 4L);
        assertScores(best, 5, 4);
        List<ScoredPoint> least = found(query(nearest(-1f, 0f, 0f), "picture").setLimit(1));
        assertThat(numbers(least)).containsExactly(1L);
        assertScores(least, -2);
    }

    @Test
    default void findsTheSameExactlyAndByTheGraph() throws Exception {
        plant();
        for (SearchParams parameters : List.of(
                SearchParams.newBuilder().setExact(true).build(),
                SearchParams.newBuilder().setHnswEf(64).build())) {
            List<ScoredPoint> points = found(query(nearest(2f, 0f, 0f, 0f), "text")
                    .setParams(parameters)
                    .setLimit(3)
                    .setWithPayload(WithPayloadSelectorFactory.enable(true))
                    .setWithVectors(WithVectorsSelectorFactory.include(List.of("picture"))));
            assertThat(numbers(points)).containsExactly(1L, 2L, 3L);
            assertThat(points.get(1).getPayloadMap()).isEqualTo(Map.of("even", value(true)));
            assertThat(points.get(1).getVectors().getVectors().getVectorsMap()).containsOnlyKeys("picture");
        }
    }

    @Test
    default void limitsWhatItFinds() throws Exception {
        plant();
        Query first = nearest(2f, 0f, 0f, 0f);
        assertThat(numbers(found(query(first, "text").setOffset(1).setLimit(2))))
                .containsExactly(2L, 3L);
        assertThat(found(query(first, "text").setOffset(10).setLimit(2))).isEmpty();
        assertThat(numbers(found(query(first, "text").setScoreThreshold(0.7f)))).containsExactly(1L, 2L);
        Filter even = Filter.newBuilder().addMust(match("even", true)).build();
        assertThat(numbers(found(query(first, "text").setFilter(even)))).containsExactly(2L, 4L);
        assertThat(numbers(found(query(first, "text")
                        .setFilter(even)
                        .setParams(SearchParams.newBuilder().setHnswEf(16)))))
                .containsExactly(2L, 4L);
    }

    @Test
    default void findsBySparseVectors() throws Exception {
        plant();
        List<ScoredPoint> points = found(query(nearest(List.of(1f, 0.5f), List.of(2, 1)), "plain"));
        assertThat(numbers(points)).containsExactly(2L, 3L, 1L, 5L);
        assertScores(points, 3, 2, 1.5, 0.5);
        assertThat(found(query(nearest(List.of(1f), List.of(77)), "plain"))).isEmpty();
    }

    @Test
    default void weighsRareWordsMore() throws Exception {
        plant();
        // Five points have the vector, two of them the dimension 1, three the dimension 2.
        double one = Math.log(1 + (5 - 2 + 0.5) / (2 + 0.5));
        double two = Math.log(1 + (5 - 3 + 0.5) / (3 + 0.5));
        List<ScoredPoint> points = found(query(nearest(List.of(1f, 1f), List.of(1, 2)), "words"));
        assertThat(numbers(points)).containsExactly(2L, 1L, 3L, 5L);
        assertScores(points, 3 * two, one + two, 2 * two, one);
    }

    @Test
    default void findsWhatIsLikeAPoint() throws Exception {
        plant();
        List<ScoredPoint> points = found(query(nearest(id(2)), "text").setLimit(2));
        assertThat(numbers(points)).containsExactly(3L, 1L);
        assertScores(points, 0.96, 0.8);
        assertThat(numbers(found(query(nearest(id(4)), "words")))).containsExactly(5L);
        assertThat(refusal(client().queryAsync(query(nearest(id(99)), "text").build())))
                .isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    default void recommendsByExamples() throws Exception {
        plant();
        List<ScoredPoint> liked = found(query(
                recommend(RecommendInput.newBuilder()
                        .addPositive(vectorInput(id(1)))
                        .addPositive(vectorInput(id(3)))
                        .build()),
                "text"));
        // The average of (1, 0) and (0.6, 0.8) is along (0.8, 0.4).
        double length = Math.hypot(0.8, 0.4);
        assertThat(numbers(liked)).containsExactly(2L, 4L, 5L);
        assertScores(liked, (0.8 * 0.8 + 0.6 * 0.4) / length, 0.4 / length, -0.8 / length);

        List<ScoredPoint> disliked = found(query(
                recommend(RecommendInput.newBuilder()
                        .addPositive(vectorInput(id(2)))
                        .addNegative(vectorInput(id(1)))
                        .build()),
                "text"));
        // Twice (0.8, 0.6) less (1, 0) is (0.6, 1.2).
        double away = Math.hypot(0.6, 1.2);
        assertThat(numbers(disliked)).containsExactly(3L, 4L, 5L);
        assertScores(disliked, (0.6 * 0.6 + 0.8 * 1.2) / away, 1.2 / away, -0.6 / away);
        assertThat(refusal(client().queryAsync(query(recommend(RecommendInput.getDefaultInstance()), "text")
                        .build())))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    default void fusesByReciprocalRank() throws Exception {
        plant();
        PrefetchQuery dense = PrefetchQuery.newBuilder()
                .setQuery(nearest(2f, 0f, 0f, 0f))
                .setUsing("text")
                .setLimit(3)
                .build();
        PrefetchQuery sparse = PrefetchQuery.newBuilder()
                .setQuery(nearest(List.of(1f), List.of(2)))
                .setUsing("plain")
                .setLimit(2)
                .build();
        QueryPoints.Builder fused = QueryPoints.newBuilder()
                .setCollectionName(collection())
                .addPrefetch(dense)
                .addPrefetch(sparse)
                .setQuery(fusion(Fusion.RRF));
        // By text 1, 2, 3; by words 2, 3. Each adds 1 / (position + 2), positions counted from 0.
        List<ScoredPoint> points = found(fused);
        assertThat(numbers(points)).containsExactly(2L, 3L, 1L);
        assertScores(points, 1 / 3.0 + 1 / 2.0, 1 / 4.0 + 1 / 3.0, 1 / 2.0);

        Filter odd = Filter.newBuilder().addMust(match("even", false)).build();
        // The filter holds for the prefetches: by text 1, 3, 5; by words 3, 1.
        List<ScoredPoint> filtered = found(fused.clone().setFilter(odd));
        assertThat(numbers(filtered)).containsExactlyInAnyOrder(1L, 3L, 5L);
        assertScores(filtered, 1 / 2.0 + 1 / 3.0, 1 / 2.0 + 1 / 3.0, 1 / 4.0);
        assertThat(numbers(found(fused.clone().setLimit(1).setOffset(1)))).containsExactly(3L);
        assertThat(refusal(client().queryAsync(fused.clone().clearPrefetch().build())))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    default void searchesAmongWhatWasPrefetched() throws Exception {
        plant();
        List<ScoredPoint> points = found(query(nearest(1f, 0f, 0f), "picture")
                .addPrefetch(PrefetchQuery.newBuilder()
                        .setQuery(nearest(2f, 0f, 0f, 0f))
                        .setUsing("text")
                        .setLimit(3)));
        assertThat(numbers(points)).containsExactly(3L, 2L, 1L);
        assertScores(points, 6, 4, 2);
    }

    @Test
    default void answersSeveralQueriesAtOnce() throws Exception {
        plant();
        var batch = done(client().queryBatchAsync(
                        collection(),
                        List.of(
                                query(nearest(2f, 0f, 0f, 0f), "text")
                                        .setLimit(1)
                                        .build(),
                                query(nearest(1f, 0f, 0f), "picture")
                                        .setLimit(1)
                                        .build())));
        assertThat(batch).hasSize(2);
        assertThat(numbers(batch.get(0).getResultList())).containsExactly(1L);
        assertThat(numbers(batch.get(1).getResultList())).containsExactly(5L);
    }

    @Test
    default void listsPointsWithoutAQuery() throws Exception {
        plant();
        assertThat(numbers(found(QueryPoints.newBuilder()
                        .setCollectionName(collection())
                        .setLimit(2)
                        .setOffset(1))))
                .containsExactly(2L, 3L);
    }

    @Test
    default void refusesQueriesThatDoNotFit() throws Exception {
        plant();
        for (QueryPoints.Builder wrong : List.of(
                query(nearest(1f, 2f), "text"),
                query(nearest(1f, 2f, 3f, 4f), "sound"),
                query(nearest(1f, 2f, 3f, 4f), "words"),
                query(nearest(List.of(1f), List.of(1)), "text"),
                query(nearest(1f, 0f, 0f, 0f), "text").setLimit(0),
                QueryPoints.newBuilder()
                        .setCollectionName(collection())
                        .addPrefetch(PrefetchQuery.newBuilder()
                                .setQuery(nearest(1f, 0f, 0f, 0f))
                                .setUsing("text")))) {
            assertThat(refusal(client().queryAsync(wrong.build())))
                    .as(wrong.toString())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }
}
