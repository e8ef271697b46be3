package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.id;
import static com.adgenius.host.embedded.QdrantConnection.read;
import static com.adgenius.host.embedded.QdrantConnection.refusal;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.StartFrom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the host asks of Qdrant's scroll in the order of a payload value. */
interface QdrantOrderContract {

    QdrantClient client();

    String collection();

    private void plantOrdered() throws Exception {
        for (Map.Entry<String, PayloadSchemaType> index : Map.of(
                        "rank", PayloadSchemaType.Integer,
                        "score", PayloadSchemaType.Float,
                        "created", PayloadSchemaType.Datetime,
                        "type", PayloadSchemaType.Keyword)
                .entrySet()) {
            done(client().createPayloadIndexAsync(
                            collection(), index.getKey(), index.getValue(), null, true, null, null));
        }
        done(client().upsertAsync(
                        collection(),
                        List.of(
                                QdrantContract.point(
                                        1,
                                        Map.of(
                                                "type", value("image"),
                                                "rank", value(3),
                                                "score", value(0.5),
                                                "created", value("2026-03-01T00:00:00Z"))),
                                QdrantContract.point(
                                        2,
                                        Map.of(
                                                "type", value("text"),
                                                "rank", value(-1),
                                                "score", value(-0.25),
                                                "created", value("2026-01-01T01:00:00+01:00"))),
                                QdrantContract.point(
                                        3,
                                        Map.of(
                                                "type", value("text"),
                                                "rank", value(2),
                                                "score", value(7),
                                                "created", value("2026-02-01T00:00:00.250Z"))),
                                QdrantContract.point(4, Map.of("type", value("text"))))));
    }

    private static ScrollPoints.Builder by(String collection, String key) {
        return ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setOrderBy(OrderBy.newBuilder().setKey(key));
    }

    private List<Long> scrolled(ScrollPoints.Builder scroll) throws Exception {
        return read(done(client().scrollAsync(scroll.build())).getResultList());
    }

    @Test
    default void scrollsInTheOrderOfAPayloadValue() throws Exception {
        plantOrdered();
        // Point 4 has none of them.
        assertThat(scrolled(by(collection(), "rank"))).containsExactly(2L, 3L, 1L);
        assertThat(scrolled(by(collection(), "score"))).containsExactly(2L, 1L, 3L);
        assertThat(scrolled(by(collection(), "created"))).containsExactly(2L, 3L, 1L);
        ScrollPoints.Builder latest = by(collection(), "created").setLimit(2);
        latest.getOrderByBuilder().setDirection(Direction.Desc);
        ScrollResponse page = done(client().scrollAsync(latest.build()));
        assertThat(read(page.getResultList())).containsExactly(1L, 3L);
        assertThat(page.hasNextPageOffset()).isFalse();
        assertThat(scrolled(latest.setFilter(Filter.newBuilder()
                        .addMust(matchKeyword("type", "text"))
                        .build())))
                .containsExactly(3L, 2L);
    }

    @Test
    default void saysByWhatItOrdered() throws Exception {
        plantOrdered();
        assertThat(values(by(collection(), "rank")))
                .extracting(OrderValue::getInt)
                .containsExactly(-1L, 2L, 3L);
        assertThat(values(by(collection(), "score")))
                .extracting(OrderValue::getFloat)
                .containsExactly(-0.25, 0.5, 7.0);
        // A time in microseconds.
        assertThat(values(by(collection(), "created")).get(1).getInt())
                .isEqualTo(Instant.parse("2026-02-01T00:00:00Z").getEpochSecond() * 1_000_000 + 250_000);
    }

    private List<OrderValue> values(ScrollPoints.Builder scroll) throws Exception {
        return done(client().scrollAsync(scroll.build())).getResultList().stream()
                .map(point -> point.getOrderValue())
                .toList();
    }

    @Test
    default void scrollsOnFromAValue() throws Exception {
        plantOrdered();
        ScrollPoints.Builder ranks = by(collection(), "rank");
        ranks.getOrderByBuilder().setStartFrom(StartFrom.newBuilder().setInteger(2));
        assertThat(scrolled(ranks)).containsExactly(3L, 1L);
        ScrollPoints.Builder scores = by(collection(), "score");
        scores.getOrderByBuilder()
                .setDirection(Direction.Desc)
                .setStartFrom(StartFrom.newBuilder().setFloat(0.5));
        assertThat(scrolled(scores)).containsExactly(1L, 2L);
        ScrollPoints.Builder times = by(collection(), "created");
        times.getOrderByBuilder().setStartFrom(StartFrom.newBuilder().setDatetime("2026-02-01T00:00:00Z"));
        assertThat(scrolled(times)).containsExactly(3L, 1L);
    }

    @Test
    default void namesAPointForEachOfItsValues() throws Exception {
        plantOrdered();
        done(client().upsertAsync(
                        collection(),
                        List.of(QdrantContract.point(5, Map.of("rank", list(List.of(value(1), value(9))))))));
        assertThat(scrolled(by(collection(), "rank"))).containsExactly(2L, 5L, 3L, 1L, 5L);
    }

    @Test
    default void ordersByNothingThatHasNoIndexForIt() throws Exception {
        plantOrdered();
        for (ScrollPoints.Builder wrong : List.of(
                by(collection(), "other"),
                by(collection(), "type"),
                by(collection(), "rank").setOffset(id(2)))) {
            assertThat(refusal(client().scrollAsync(wrong.build()))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }
}
