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
import com.adgenius.host.server.bus.BusSettings;
import com.adgenius.host.server.bus.DeadLetters;
import com.adgenius.host.server.bus.DomainEvent;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.bus.Message;
import com.adgenius.host.server.bus.StoredBus;
import com.adgenius.host.server.provider.CircuitSettings;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The index follows every change, and is mended whatever happens to Qdrant, the model or a node. */
class SearchIndexTest {

    private static final Path FOLDER = EmbeddedServersForTests.shared().folder("search-" + UUID.randomUUID());
    private static final int PORT = freePort();

    /** Of this class alone: other hosts would index what is made here. */
    private static final StartedServers DATABASE = StartedServers.start(FOLDER, "mongodb");

    private static StartedServers server = startQdrant();

    private static final HostUnderTest HOST = HostUnderTest.startAlone(FOLDER.resolve("host"), SearchIndexTest::quick);
    private static final QdrantClient QDRANT = new QdrantClient(
            QdrantGrpcClient.newBuilder("127.0.0.1", PORT, false, false).build());
    private static final TenantStores STORES = new TenantStores(DATABASE.address("mongodb"));

    private static HostConfiguration quick(HostConfiguration usual) {
        Limits limits = usual.limits();
        return usual.toBuilder()
                .mongodb(DATABASE.address("mongodb"))
                .qdrant("127.0.0.1:" + PORT)
                .circuits(CircuitSettings.defaults().with(5, Duration.ofMillis(100)))
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
        STORES.close();
        QDRANT.close();
        HOST.close();
        server.close();
        DATABASE.close();
    }

    private static List<String> collections(Gallery gallery) throws Exception {
        return QDRANT.listCollectionsAsync().get().stream()
                .filter(name -> name.startsWith("tenant_" + gallery.tenant().slug() + "_"))
                .toList();
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
        assertThat(Await.one(STORES.database(gallery)
                        .getCollection("usage")
                        .countDocuments(Filters.regex("_id", "^search:" + id))))
                .as("what was embedded is metered, each state of the creative once")
                .isEqualTo(2);

        String campaign = new Studio(owner).read(id).path("campaign_id").asText();
        assertThat(Gallery.ids(gallery.search("zeppelin", "&campaign=" + campaign)))
                .containsExactly(id);
        assertThat(Gallery.ids(gallery.search("zeppelin", "&campaign=another"))).isEmpty();
    }

    @Test
    void mendsWhatDiffersInBothDirections() throws Exception {
        Gallery gallery = Gallery.open(HOST);
        String lost = gallery.say("Sneakers for the city");
        String beach = gallery.say("Days at the beach");
        gallery.indexed(2);
        String collection = collections(gallery).getFirst();
        UUID orphan = UUID.randomUUID();
        STORES.plantScore(gallery, beach, 0.9);
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
        gallery.until(
                "/search?q=marathon&min_score=0.5",
                answer -> Gallery.ids(answer).equals(List.of(beach)));
        assertThat(QDRANT.retrieveAsync(collection, PointIdFactory.id(orphan), null)
                        .get())
                .isEmpty();

        QDRANT.deleteCollectionAsync(collection).get();
        assertThat(Gallery.ids(gallery.search("marathon", ""))).isEmpty();
        gallery.indexed(2);
        assertThat(Gallery.ids(gallery.search("marathon", "")).getFirst()).isEqualTo(lost);
    }

    /** As it does when the node died that was indexing, wherever in its work. */
    @Test
    void anEventThatComesAgainHasTheEffectOfOnce() throws Exception {
        Gallery gallery = Gallery.open(HOST);
        String id = gallery.say("Sneakers for the city");
        gallery.indexed(1);
        int embedded = gallery.model().documents();
        try (MongoConnection mongo = MongoConnection.to(DATABASE.address("mongodb"));
                EventBus bus = StoredBus.open(
                        BusSettings.defaults("test-" + UUID.randomUUID()),
                        mongo,
                        new DeadLetters(mongo, Clock.systemUTC()),
                        Clock.systemUTC())) {
            tell(bus, gallery, id);
            tell(bus, gallery, id);
            Awaitility.await().atMost(Gallery.LIMIT).until(() -> waiting(mongo, gallery) == 0);
            assertThat(gallery.model().documents()).isEqualTo(embedded);
            gallery.indexed(1);

            String collection = collections(gallery).getFirst();
            QDRANT.deleteAsync(collection, List.of(PointIdFactory.id(UUID.fromString(id))))
                    .get();
            tell(bus, gallery, id);
            gallery.indexed(1);
            assertThat(gallery.model().documents()).isEqualTo(embedded + 1);
        }
    }

    private static void tell(EventBus bus, Gallery gallery, String id) {
        bus.publish(Message.ofTenant(
                gallery.tenant().slug(),
                UUID.randomUUID().toString(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                new DomainEvent.CreativeGenerated(id, "text", "again")));
    }

    private static long waiting(MongoConnection mongo, Gallery gallery) {
        return Await.one(mongo.publicDatabase()
                .getCollection("adgenius_messages")
                .countDocuments(Filters.eq("tenant", gallery.tenant().slug())));
    }

    @Test
    void findsByWordsWhileTheModelIsAwayAndByMeaningLater() {
        Gallery gallery = Gallery.open(HOST);
        gallery.say("Espresso for the morning");
        gallery.indexed(1);
        gallery.model().away(true);
        String sneakers = gallery.say("Sneakers for the city");
        JsonNode away = gallery.until(
                "/search?q=sneakers", answer -> Gallery.ids(answer).equals(List.of(sneakers)));
        assertThat(away.path("semantic").asBoolean()).isFalse();
        Awaitility.await()
                .atMost(Gallery.LIMIT)
                .until(() -> gallery.provider().path("status").asText().equals("circuit_open"));
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
    void allElseGoesOnWhileQdrantIsAwayAndWhatWasMadeIsFoundLater() throws Exception {
        Gallery gallery = Gallery.open(HOST);
        gallery.say("Days at the beach");
        gallery.indexed(1);
        ApiClient owner = gallery.owner();
        server.close();
        try {
            String id = gallery.say("Sneakers for the city");
            Awaitility.await()
                    .atMost(Gallery.LIMIT)
                    .until(() -> Await.one(STORES.database(gallery)
                                    .getCollection("search_pending")
                                    .countDocuments())
                            == 1);
            for (ApiResponse refused : List.of(
                    owner.get("/search?q=marathon"),
                    owner.get("/search/index"),
                    owner.get("/creatives/" + id + "/similar"),
                    owner.post("/recommendations", Map.of("brief", "Marathon")))) {
                assertThat(refused.expect(503).text("code")).isEqualTo("unavailable");
                assertThat(refused.text("detail")).contains("Qdrant");
                assertThat(refused.header("Retry-After")).isPresent();
            }
            assertThat(readiness()).contains("\"name\":\"qdrant\"", "Qdrant: UNAVAILABLE");
            server = startQdrant();
            Awaitility.await()
                    .atMost(Gallery.LIMIT)
                    .until(
                            () -> owner.get("/search?q=marathon"),
                            answer -> answer.status() == 200
                                    && Gallery.ids(answer.json()).size() == 2
                                    && Gallery.ids(answer.json()).getFirst().equals(id));
            assertThat(readiness()).doesNotContain("UNAVAILABLE");
        } finally {
            server.close();
            server = startQdrant();
        }
    }

    /** What the node says of itself while it serves. */
    private static String readiness() throws Exception {
        URI address = HOST.host().adminAddress().resolve("/observe/health/ready");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
