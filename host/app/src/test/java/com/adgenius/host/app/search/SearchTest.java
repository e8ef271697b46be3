package com.adgenius.host.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.HostConfiguration;
import com.adgenius.host.app.HostConfiguration.Limits;
import com.adgenius.host.app.creative.Studio;
import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.StartedServers;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Creatives are found by meaning, words and looks, in their own tenant alone, whatever happens to Qdrant or the model. */
class SearchTest {

    private static final Path FOLDER = EmbeddedServersForTests.shared().folder("search-" + UUID.randomUUID());
    private static final int PORT = freePort();

    /** Of this class alone, which stops it. */
    private static StartedServers server = startQdrant();

    private static final HostUnderTest HOST = HostUnderTest.start(SearchTest::quick);
    private static final QdrantClient QDRANT = new QdrantClient(
            QdrantGrpcClient.newBuilder("127.0.0.1", PORT, false, false).build());
    private static final MongoClient MONGO =
            MongoClients.create(EmbeddedServersForTests.shared().mongodb());

    private static HostConfiguration quick(HostConfiguration usual) {
        Limits limits = usual.limits();
        return usual.toBuilder()
                .qdrant("127.0.0.1:" + PORT)
                .limits(new Limits(
                        limits.jobWorkers(),
                        limits.jobLease(),
                        Duration.ofMillis(40),
                        limits.grace(),
                        limits.maxConcurrentRequests(),
                        limits.maxConnections(),
                        limits.mediaBytes()))
                .build();
    }

    private static StartedServers startQdrant() {
        return StartedServers.start(FOLDER, "qdrant", "--qdrant-port", String.valueOf(PORT));
    }

    @AfterAll
    static void close() {
        MONGO.close();
        QDRANT.close();
        HOST.close();
        server.close();
    }

    private static List<String> collections(Gallery gallery) throws Exception {
        return QDRANT.listCollectionsAsync().get().stream()
                .filter(name -> name.startsWith("tenant_" + gallery.tenant().slug() + "_"))
                .toList();
    }

    private static void plantScore(Gallery gallery, String id, double score) {
        Await.one(database(gallery)
                .getCollection("creatives")
                .updateOne(Filters.eq("_id", id), Updates.set("performance_score", score)));
    }

    @Test
    void findsByMeaningAndByWordsInItsOwnTenantAlone() throws Exception {
        Gallery gallery = Gallery.open(HOST);
        Gallery other = Gallery.open(HOST);
        String sneakers = gallery.say("Sneakers for the city");
        String beach = gallery.say("Days at the beach");
        String espresso = gallery.say("Espresso for the morning");
        String theirs = other.say("Sneakers for everybody");
        gallery.indexed(3);
        other.indexed(1);

        JsonNode meant = gallery.search("marathon", "");
        assertThat(meant.path("semantic").asBoolean()).isTrue();
        assertThat(meant.at("/results/0/creative/id").asText()).isEqualTo(sneakers);
        assertThat(meant.at("/results/0/shares_words").asBoolean()).isFalse();
        assertThat(Gallery.ids(meant)).containsExactlyInAnyOrder(sneakers, beach, espresso);
        JsonNode said = gallery.search("ESPRESSO, please", "&kind=text");
        assertThat(said.at("/results/0/creative/id").asText()).isEqualTo(espresso);
        assertThat(said.at("/results/0/shares_words").asBoolean()).isTrue();
        assertThat(Gallery.ids(gallery.search("marathon", "&kind=image"))).isEmpty();
        assertThat(Gallery.ids(gallery.search("marathon", "&tag=made&min_score=0")))
                .isEmpty();
        assertThat(Gallery.ids(other.search("marathon", ""))).containsExactly(theirs);

        ApiClient viewer = HOST.newMember(gallery.tenant(), Role.VIEWER);
        assertThat(viewer.get("/search?q=marathon")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        viewer.get("/search/index").expect(403);
        assertThat(gallery.owner()
                        .get("/search")
                        .expect(400)
                        .json()
                        .required("errors")
                        .findValuesAsText("field"))
                .containsExactly("q");
        gallery.owner().get("/search?q=marathon&min_score=much").expect(400);
        gallery.owner().get("/search?q=marathon&cursor=nobody").expect(400);
        assertThat(collections(gallery)).hasSize(1);
        assertThat(QDRANT.countAsync(collections(gallery).getFirst()).get()).isEqualTo(3);
    }

    @Test
    void turnsThePagesOfOneListWhateverIsMadeMeanwhile() {
        Gallery gallery = Gallery.open(HOST);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(gallery.say("Summer " + i));
        }
        gallery.indexed(5);

        JsonNode first = gallery.search("summer", "&page_size=2");
        gallery.say("Summer, summer, summer");
        gallery.indexed(6);
        gallery.owner().delete("/creatives/" + Gallery.ids(first).getFirst()).expect(204);
        JsonNode second = gallery.ask(next(first));
        JsonNode third = gallery.ask(next(second));

        List<String> read = new ArrayList<>(Gallery.ids(first));
        read.addAll(Gallery.ids(second));
        read.addAll(Gallery.ids(third));
        assertThat(read).hasSize(5).containsExactlyInAnyOrderElementsOf(new HashSet<>(made));
        assertThat(third.path("next").isNull()).isTrue();
        assertThat(third.path("count").asInt()).isEqualTo(5);
        assertThat(gallery.ask(next(first).replace("page=2", "page=1")).path("results"))
                .hasSize(1);
        gallery.owner().get(next(first).replace("q=summer", "q=winter")).expect(400);
    }

    private static String next(JsonNode page) {
        return page.path("next").asText().substring("/api/v1".length());
    }

    @Test
    void followsEveryChangeOfACreative() throws Exception {
        Gallery gallery = Gallery.open(HOST);
        String id = gallery.say("Days at the beach");
        gallery.indexed(1);
        int embedded = gallery.model().documents();

        ApiClient owner = gallery.owner();
        String tag = owner.get("/creatives/" + id).header("ETag").orElseThrow();
        owner.with("If-Match", tag)
                .patch("/creatives/" + id, Map.of("tags", List.of("zeppelin")))
                .expect(200);
        JsonNode found = gallery.until(
                "/search?q=zeppelin",
                answer -> answer.at("/results/0/shares_words").asBoolean());
        assertThat(Gallery.ids(found)).containsExactly(id);
        assertThat(Gallery.ids(gallery.search("zeppelin", "&tag=zeppelin"))).containsExactly(id);
        assertThat(gallery.model().documents()).isEqualTo(embedded + 1);

        String hash = owner.get("/creatives/" + id).text("content_hash");
        owner.post("/creatives/" + id + "/approve", Map.of("content_hash", hash))
                .expect(200);
        owner.delete("/creatives/" + id).expect(204);
        assertThat(Gallery.ids(gallery.search("zeppelin", ""))).isEmpty();
        owner.get("/creatives/" + id + "/similar").expect(404);
        gallery.indexed(0);
        owner.post("/creatives/" + id + "/restore", "").expect(200);
        gallery.until("/search?q=zeppelin", answer -> Gallery.ids(answer).equals(List.of(id)));
        assertThat(gallery.model().documents()).isEqualTo(embedded + 2);
        assertThat(Await.one(
                        database(gallery).getCollection("usage").countDocuments(Filters.regex("_id", "^search:" + id))))
                .as("what was embedded is metered, each state of the creative once")
                .isEqualTo(2);

        String campaign = new Studio(owner).read(id).path("campaign_id").asText();
        assertThat(Gallery.ids(gallery.search("zeppelin", "&campaign=" + campaign)))
                .containsExactly(id);
        assertThat(Gallery.ids(gallery.search("zeppelin", "&campaign=another"))).isEmpty();
    }

    @Test
    void findsWhatIsLikeACreativeAndRecommendsWhatDidWell() {
        Gallery gallery = Gallery.open(HOST);
        String narrow = gallery.draw("Banner", 20);
        String alike = gallery.draw("Poster of a summer", 25);
        String wide = gallery.draw("Banner", 120);
        String sneakers = gallery.say("Sneakers for the city");
        String shoes = gallery.say("Shoes for a marathon");
        gallery.say("Espresso for the morning");
        gallery.indexed(6);

        JsonNode looks = gallery.ask("/creatives/" + narrow + "/similar");
        assertThat(looks.path("by").asText()).isEqualTo("picture");
        assertThat(Gallery.ids(looks)).containsExactly(alike, wide);
        JsonNode means = gallery.ask("/creatives/" + sneakers + "/similar?kind=text&page_size=1");
        assertThat(means.path("by").asText()).isEqualTo("meaning");
        assertThat(Gallery.ids(means)).containsExactly(shoes);
        assertThat(means.at("/results/0/shares_words").isNull()).isTrue();

        Map<String, Object> brief = Map.of("brief", "Marathon shoes for everybody", "limit", 2);
        JsonNode before =
                gallery.owner().post("/recommendations", brief).expect(200).json();
        assertThat(Gallery.ids(before)).containsExactlyInAnyOrder(sneakers, shoes);
        plantScore(gallery, sneakers, 0.9);
        plantScore(gallery, shoes, 0.1);
        JsonNode after =
                gallery.owner().post("/recommendations", brief).expect(200).json();
        assertThat(Gallery.ids(after)).containsExactly(sneakers, shoes);
        JsonNode best = after.at("/results/0");
        assertThat(best.at("/creative/score").asDouble())
                .isEqualTo(best.path("similarity").asDouble() * 1.4);
        gallery.owner().post("/recommendations", Map.of("brief", " ")).expect(422);

        // What was written past the events is found by the comparison.
        gallery.until(
                "/search?q=marathon&min_score=0.5",
                answer -> Gallery.ids(answer).equals(List.of(sneakers)));
    }

    @Test
    void mendsWhatDiffersInBothDirections() throws Exception {
        Gallery gallery = Gallery.open(HOST);
        String lost = gallery.say("Sneakers for the city");
        gallery.say("Days at the beach");
        gallery.indexed(2);
        String collection = collections(gallery).getFirst();
        UUID orphan = UUID.randomUUID();
        QDRANT.deleteAsync(collection, List.of(PointIdFactory.id(UUID.fromString(lost))))
                .get();
        QDRANT.upsertAsync(
                        collection,
                        List.of(PointStruct.newBuilder()
                                .setId(PointIdFactory.id(orphan))
                                .setVectors(VectorsFactory.namedVectors(
                                        Map.of("words", VectorFactory.vector(List.of(1f), List.of(1)))))
                                .build()))
                .get();

        gallery.until("/search?q=marathon", answer -> Gallery.ids(answer).contains(lost));
        gallery.indexed(2);
        assertThat(QDRANT.retrieveAsync(collection, PointIdFactory.id(orphan), null)
                        .get())
                .isEmpty();

        QDRANT.deleteCollectionAsync(collection).get();
        assertThat(Gallery.ids(gallery.search("marathon", ""))).isEmpty();
        gallery.indexed(2);
        assertThat(Gallery.ids(gallery.search("marathon", "")).getFirst()).isEqualTo(lost);
    }

    @Test
    void findsByWordsWithoutAModelAndWhileItIsAway() {
        Gallery none = Gallery.without(HOST);
        String pond = none.say("An old pond");
        none.indexed(1);
        JsonNode found = none.search("ponds", "");
        assertThat(found.path("semantic").asBoolean()).isFalse();
        assertThat(Gallery.ids(none.search("pond", ""))).containsExactly(pond);
        assertThat(none.ask("/creatives/" + pond + "/similar").path("by").asText())
                .isEqualTo("words");
        assertThat(Gallery.ids(none.owner()
                        .post("/recommendations", Map.of("brief", "A pond"))
                        .expect(200)
                        .json()))
                .containsExactly(pond);

        Gallery gallery = Gallery.open(HOST);
        gallery.say("Espresso for the morning");
        gallery.indexed(1);
        gallery.model().away(true);
        String sneakers = gallery.say("Sneakers for the city");
        JsonNode away = gallery.until(
                "/search?q=sneakers", answer -> Gallery.ids(answer).equals(List.of(sneakers)));
        assertThat(away.path("semantic").asBoolean()).isFalse();
        gallery.model().away(false);
        gallery.until(
                "/search?q=marathon",
                answer -> answer.at("/results/0/creative/id").asText().equals(sneakers));
    }

    @Test
    void changesToAnotherModelWhileTheFormerServes() throws Exception {
        Gallery gallery = Gallery.open(HOST);
        String sneakers = gallery.say("Sneakers for the city");
        String beach = gallery.say("Days at the beach");
        gallery.indexed(2);
        String former = collections(gallery).getFirst();
        gallery.model().becomes("concepts-2", 5);
        gallery.model().allow(1);
        String coffee = gallery.say("Coffee at noon");
        gallery.until(
                "/search/index",
                index -> index.at("/filling/model/model").asText().equals("concepts-2")
                        && index.path("indexed").asInt() == 3);

        JsonNode meanwhile = gallery.search("coffee sneakers", "");
        assertThat(meanwhile.path("semantic").asBoolean()).isFalse();
        assertThat(Gallery.ids(meanwhile)).containsExactlyInAnyOrder(sneakers, coffee);
        assertThat(collections(gallery)).hasSize(2).contains(former);

        gallery.model().allowAll();
        gallery.until(
                "/search/index",
                index -> index.at("/model/model").asText().equals("concepts-2")
                        && index.path("filling").isNull()
                        && index.path("indexed").asInt() == 3);
        JsonNode found = gallery.search("marathon", "");
        assertThat(found.path("semantic").asBoolean()).isTrue();
        assertThat(Gallery.ids(found)).startsWith(sneakers).contains(beach, coffee);
        Awaitility.await()
                .atMost(Gallery.LIMIT)
                .until(() -> collections(gallery).size() == 1);
        assertThat(collections(gallery)).doesNotContain(former);
    }

    @Test
    void allElseGoesOnWhileQdrantIsAwayAndWhatWasMadeIsFoundLater() {
        Gallery gallery = Gallery.open(HOST);
        gallery.say("Days at the beach");
        gallery.indexed(1);
        ApiClient owner = gallery.owner();
        server.close();
        try {
            String id = gallery.say("Sneakers for the city");
            Awaitility.await()
                    .atMost(Gallery.LIMIT)
                    .until(() -> Await.one(pending(gallery).countDocuments()) == 1);
            for (ApiResponse refused : List.of(
                    owner.get("/search?q=marathon"),
                    owner.get("/search/index"),
                    owner.get("/creatives/" + id + "/similar"),
                    owner.post("/recommendations", Map.of("brief", "Marathon")))) {
                assertThat(refused.expect(503).text("code")).isEqualTo("unavailable");
                assertThat(refused.text("detail")).contains("Qdrant");
                assertThat(refused.header("Retry-After")).isPresent();
            }
            server = startQdrant();
            Awaitility.await()
                    .atMost(Gallery.LIMIT)
                    .until(
                            () -> owner.get("/search?q=marathon"),
                            answer -> answer.status() == 200
                                    && Gallery.ids(answer.json()).size() == 2
                                    && Gallery.ids(answer.json()).getFirst().equals(id));
        } finally {
            server.close();
            server = startQdrant();
        }
    }

    private static MongoCollection<Document> pending(Gallery gallery) {
        return database(gallery).getCollection("search_pending");
    }

    private static MongoDatabase database(Gallery gallery) {
        return MONGO.getDatabase(Tenant.databaseNameOf(gallery.tenant().slug()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
