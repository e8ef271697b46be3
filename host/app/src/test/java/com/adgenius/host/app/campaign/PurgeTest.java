package com.adgenius.host.app.campaign;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.cache.Cache;
import com.adgenius.host.server.cache.CacheGroup;
import com.adgenius.host.server.campaign.CampaignEditing;
import com.adgenius.host.server.campaign.CampaignSummaries;
import com.adgenius.host.server.campaign.Undo;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAftermath;
import com.adgenius.host.server.creative.CreativeCounts;
import com.adgenius.host.server.creative.CreativeStore;
import com.adgenius.host.server.creative.CreativesOfCampaigns;
import com.adgenius.host.server.creative.Estimate;
import com.adgenius.host.server.creative.JobQueue;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.CreativeKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was removed goes for good once it can no longer be restored, and what was cut off is done later. */
class PurgeTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();
    private final ScriptedGenerator text = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(tenant);
    private final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    private final TenantDatabase database = new TenantDatabase(mongo);
    private final MediaStore media = new MediaStore(database, 1_000);
    private final EventLogs events = new EventLogs(database, mongo, Clock.systemUTC());
    private String campaign;
    private String alone;
    private String held;
    private String kept;

    /** The host's own workers end the jobs of this test. */
    private record Settled() implements JobQueue {

        @Override
        public void ended(String creativeId) {
            throw new IllegalStateException("nothing is being made here");
        }

        @Override
        public boolean settle(String creativeId) {
            return true;
        }

        @Override
        public Estimate estimate(Creative creative) {
            throw new IllegalStateException("nothing is asked for here");
        }
    }

    /** Keeps nothing. */
    private record NoCache() implements Cache {

        @Override
        public <T> T get(CacheGroup<T> group, String key, Supplier<T> load) {
            return load.get();
        }

        @Override
        public void invalidate(CacheGroup<?> group) {
            assertThat(group.name()).isNotEmpty();
        }
    }

    @BeforeEach
    void removeSome() throws Exception {
        campaign = owner.post("/campaigns", Map.of("name", "Gone")).expect(201).text("id");
        held = make(Map.of("campaign_id", campaign));
        alone = make(Map.of());
        kept = make(Map.of());
        String etag = owner.get("/creatives/" + alone).header("ETag").orElseThrow();
        owner.with("If-Match", etag)
                .patch(
                        "/creatives/" + alone,
                        Map.of(
                                "content",
                                List.of(Map.of("format", text.format(), "fields", Map.of("lines", List.of("toad"))))))
                .expect(200);
        for (String id : List.of(held, alone, kept)) {
            inScope(() ->
                    media.write("image/png", Map.of(TenantContexts.CREATIVE_LABEL, id), output -> output.write(1)));
        }
        owner.delete("/creatives/" + alone).expect(204);
        owner.delete("/campaigns/" + campaign).expect(204);
    }

    private String make(Map<String, Object> more) {
        Map<String, Object> request = text.request("An old pond");
        request.putAll(more);
        String id = owner.post("/creatives", request).expect(202).text("id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/creatives/" + id).text("status").equals("ready"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> document("creatives", id).get("open") == null);
        return id;
    }

    @AfterEach
    void close() {
        events.close();
        mongo.close();
    }

    private <T> T inScope(Callable<T> work) {
        try {
            String slug = tenant.slug();
            return TenantScope.call(
                    new Tenant(slug, slug, slug, Tenant.databaseNameOf(slug), "free", true, Instant.now()), work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Document document(String collection, String id) {
        return inScope(() -> Await.first(database.collection(collection).find(eq("_id", id))))
                .orElseGet(Document::new);
    }

    private void tidy(Duration later) {
        Clock clock = Clock.offset(Clock.systemUTC(), later);
        AuditLog audit = new AuditLog(mongo, clock);
        CreativeAftermath aftermath = new CreativeAftermath(
                database,
                new CreativeStore(database, clock),
                audit,
                events,
                media,
                new Settled(),
                () -> assertThat(tenant).isNotNull(),
                clock);
        CampaignEditing campaigns = new CampaignEditing(
                database,
                audit,
                events,
                new CreativesOfCampaigns(database, aftermath),
                new CampaignSummaries(new NoCache(), new CreativeCounts(database)),
                clock);
        inScope(() -> {
            aftermath.tidy();
            campaigns.tidy();
            return true;
        });
    }

    private long media(String id) {
        return inScope(() -> media.countLabelled(TenantContexts.CREATIVE_LABEL, id));
    }

    private long versions(String id) {
        return inScope(() -> Await.one(database.collection("creative_versions").countDocuments(eq("creative_id", id))));
    }

    private List<String> told(String type) {
        return inScope(() -> events.forTenant().after(0, 500)).stream()
                .filter(event -> event.type().equals(type))
                .map((StoredEvent event) -> (String) event.data().get("id"))
                .toList();
    }

    @Test
    void staysAsLongAsItCanBeRestored() {
        tidy(Duration.ZERO);
        tidy(Undo.WINDOW);

        owner.post("/campaigns/" + campaign + "/restore", "").expect(200);
        owner.post("/creatives/" + alone + "/restore", "").expect(200);
        owner.get("/creatives/" + held).expect(200);
        assertThat(media(held)).isEqualTo(1);
        assertThat(versions(alone)).isEqualTo(1);
    }

    @Test
    void goesForGoodAfterwardsWithAllThatBelongsToIt() {
        assertThat(versions(alone)).isEqualTo(1);

        tidy(Undo.WINDOW.plusDays(2));
        tidy(Undo.WINDOW.plusDays(2));

        for (String id : List.of(alone, held)) {
            assertThat(document("creatives", id)).isEmpty();
            assertThat(media(id)).isZero();
            assertThat(versions(id)).isZero();
            owner.post("/creatives/" + id + "/restore", "").expect(404);
        }
        assertThat(document("campaigns", campaign)).isEmpty();
        owner.post("/campaigns/" + campaign + "/restore", "").expect(404);
        assertThat(owner.get("/creatives").json().path("results").findValuesAsText("id"))
                .containsExactly(kept);
        assertThat(media(kept)).isEqualTo(1);
        assertThat(told("creative.purged")).containsExactlyInAnyOrder(alone, held);
        assertThat(told("campaign.purged")).containsExactly(campaign);
        assertThat(owner.get("/tenant/audit/export").expect(200).body().lines())
                .filteredOn(line -> line.contains(".purged\""))
                .hasSize(3);
        assertThat(owner.get("/tenant/audit/verification").json().path("broken").isNull())
                .isTrue();
    }

    @Test
    void whatWasCutOffIsToldAndAuditedOnceLater() {
        AuditNote note = new AuditNote(
                "cut-off-" + kept, Instant.now(), "user", "", "campaign.updated", "campaign/cut-off", Map.of());
        Document event = new Document("id", "cut-off-" + kept)
                .append("type", "campaign.updated")
                .append("time", Date.from(Instant.now()))
                .append("data", "{\"id\":\"cut-off\"}");
        inScope(() -> Await.one(database.collection("campaigns")
                .updateOne(eq("_id", campaign), combine(AuditNotes.noting(note), push("outbox", event)))));

        tidy(Duration.ZERO);
        tidy(Duration.ZERO);

        assertThat(told("campaign.updated")).containsExactly("cut-off");
        assertThat(owner.get("/tenant/audit/export").body().lines())
                .filteredOn(line -> line.contains("campaign/cut-off"))
                .hasSize(1);
        assertThat(document("campaigns", campaign).getList("outbox", Document.class))
                .isEmpty();
    }
}
