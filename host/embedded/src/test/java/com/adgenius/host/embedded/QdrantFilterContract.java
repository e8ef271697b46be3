package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.QdrantConnection.done;
import static com.adgenius.host.embedded.QdrantConnection.id;
import static com.adgenius.host.embedded.QdrantConnection.read;
import static io.qdrant.client.ConditionFactory.datetimeRange;
import static io.qdrant.client.ConditionFactory.filter;
import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.hasVector;
import static io.qdrant.client.ConditionFactory.isEmpty;
import static io.qdrant.client.ConditionFactory.isNull;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchExceptKeywords;
import static io.qdrant.client.ConditionFactory.matchExceptValues;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchKeywords;
import static io.qdrant.client.ConditionFactory.matchValues;
import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.MinShould;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.ScrollPoints;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the host asks of Qdrant's filters. */
interface QdrantFilterContract {

    QdrantClient client();

    String collection();

    private static List<PointStruct> points() {
        return List.of(
                QdrantContract.point(
                        1,
                        Map.of(
                                "type", value("image"),
                                "score", value(10),
                                "active", value(true),
                                "tags", list(List.of(value("summer"), value("sale"))),
                                "created", value("2026-01-01T00:00:00Z"),
                                "campaign", value(Map.of("name", value("alpha"))))),
                QdrantContract.point(
                        2,
                        Map.of(
                                "type", value("video"),
                                "score", value(20),
                                "active", value(false),
                                "tags", list(List.of(value("winter"))),
                                "created", value("2026-02-01T01:00:00+02:00"),
                                "campaign", value(Map.of("name", value("beta"))))),
                QdrantContract.point(
                        3,
                        Map.of(
                                "type", value("text"),
                                "score", value(30.5),
                                "tags", list(List.of()),
                                "created", value("2026-03-01T10:00:00.250Z"))),
                QdrantContract.point(
                        4,
                        Map.of(
                                "type",
                                value("image"),
                                "tags",
                                nullValue(),
                                "variants",
                                list(List.of(
                                        value(Map.of("headline", value("x"), "size", value(1))),
                                        value(Map.of("headline", value("y"), "size", value(9))))))),
                QdrantContract.point(5, Map.of()));
    }

    private List<Long> matching(Filter filter) throws Exception {
        List<Long> found = read(done(client().scrollAsync(ScrollPoints.newBuilder()
                        .setCollectionName(collection())
                        .setFilter(filter)
                        .setLimit(100)
                        .build()))
                .getResultList());
        assertThat(done(client().countAsync(collection(), filter, true))).isEqualTo(found.size());
        return found;
    }

    private List<Long> must(Condition condition) throws Exception {
        return matching(Filter.newBuilder().addMust(condition).build());
    }

    @Test
    default void matchesValues() throws Exception {
        done(client().upsertAsync(collection(), points()));
        assertThat(must(matchKeyword("type", "image"))).containsExactly(1L, 4L);
        assertThat(must(match("score", 20))).containsExactly(2L);
        assertThat(must(match("active", false))).containsExactly(2L);
        assertThat(must(matchKeyword("tags", "sale"))).containsExactly(1L);
        assertThat(must(matchKeyword("campaign.name", "beta"))).containsExactly(2L);
        assertThat(must(matchKeyword("variants[].headline", "y"))).containsExactly(4L);
        assertThat(must(matchKeywords("type", List.of("text", "video")))).containsExactly(2L, 3L);
        assertThat(must(matchValues("score", List.of(10L, 20L, 30L)))).containsExactly(1L, 2L);
        assertThat(must(matchExceptKeywords("type", List.of("image")))).containsExactly(2L, 3L);
        assertThat(must(matchExceptKeywords("tags", List.of("summer", "winter"))))
                .containsExactly(1L);
        assertThat(must(matchExceptValues("score", List.of(10L)))).containsExactly(2L, 3L);
        assertThat(must(matchKeyword("type", "Image"))).isEmpty();
        assertThat(must(matchKeyword("colour", "red"))).isEmpty();
    }

    @Test
    default void matchesRanges() throws Exception {
        done(client().upsertAsync(collection(), points()));
        assertThat(must(range("score", Range.newBuilder().setGte(20).build()))).containsExactly(2L, 3L);
        assertThat(must(range("score", Range.newBuilder().setGt(20).build()))).containsExactly(3L);
        assertThat(must(range("score", Range.newBuilder().setLt(20).build()))).containsExactly(1L);
        assertThat(must(range("score", Range.newBuilder().setGt(5).setLte(30.5).build())))
                .containsExactly(1L, 2L, 3L);
        assertThat(must(range("variants[].size", Range.newBuilder().setGt(5).build())))
                .containsExactly(4L);
        assertThat(must(range("type", Range.newBuilder().setGt(0).build()))).isEmpty();
    }

    @Test
    default void matchesRangesOfTimes() throws Exception {
        done(client().upsertAsync(collection(), points()));
        assertThat(must(datetimeRange(
                        "created",
                        DatetimeRange.newBuilder()
                                .setGte(time("2026-01-31T23:00:00Z"))
                                .build())))
                .containsExactly(2L, 3L);
        assertThat(must(datetimeRange(
                        "created",
                        DatetimeRange.newBuilder()
                                .setGt(time("2026-01-31T23:00:00Z"))
                                .build())))
                .containsExactly(3L);
        assertThat(must(datetimeRange(
                        "created",
                        DatetimeRange.newBuilder()
                                .setGte(time("2026-01-01T00:00:00Z"))
                                .setLt(time("2026-03-01T10:00:00.250Z"))
                                .build())))
                .containsExactly(1L, 2L);
    }

    @Test
    default void matchesWhatIsThereOrNot() throws Exception {
        done(client().upsertAsync(collection(), points()));
        assertThat(must(isEmpty("tags"))).containsExactly(3L, 4L, 5L);
        assertThat(must(isNull("tags"))).containsExactly(4L);
        assertThat(must(hasId(List.of(id(2), id(4), id(99))))).containsExactly(2L, 4L);
        assertThat(must(hasVector("text"))).hasSize(5);
        assertThat(must(hasVector("picture"))).isEmpty();
    }

    @Test
    default void combinesConditions() throws Exception {
        done(client().upsertAsync(collection(), points()));
        Condition images = matchKeyword("type", "image");
        Condition high = range("score", Range.newBuilder().setGte(20).build());
        assertThat(matching(Filter.getDefaultInstance())).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(matching(Filter.newBuilder().addMustNot(images).build())).containsExactly(2L, 3L, 5L);
        assertThat(matching(
                        Filter.newBuilder().addShould(images).addShould(high).build()))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(matching(Filter.newBuilder()
                        .addMust(images)
                        .addMustNot(isEmpty("score"))
                        .build()))
                .containsExactly(1L);
        Filter either = Filter.newBuilder().addShould(images).addShould(high).build();
        assertThat(matching(Filter.newBuilder()
                        .addMust(filter(either))
                        .addMustNot(filter(Filter.newBuilder()
                                .addMust(match("active", true))
                                .addMust(images)
                                .build()))
                        .build()))
                .containsExactly(2L, 3L, 4L);
        assertThat(matching(Filter.newBuilder()
                        .setMinShould(MinShould.newBuilder()
                                .addConditions(images)
                                .addConditions(high)
                                .addConditions(match("active", true))
                                .setMinCount(2))
                        .build()))
                .containsExactly(1L);
    }

    @Test
    default void followsPayloadsThatChange() throws Exception {
        done(client().upsertAsync(collection(), points()));
        done(client().setPayloadAsync(collection(), Map.of("type", value("video")), id(1), true, null, null));
        assertThat(must(matchKeyword("type", "image"))).containsExactly(4L);
        assertThat(must(matchKeyword("type", "video"))).containsExactly(1L, 2L);
        assertThat(must(matchKeyword("tags", "sale"))).containsExactly(1L);
    }

    private static Timestamp time(String text) {
        Instant instant = Instant.parse(text);
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
