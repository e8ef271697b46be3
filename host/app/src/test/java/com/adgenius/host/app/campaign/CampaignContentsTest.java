package com.adgenius.host.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EventConnection;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Campaigns with what they hold. */
class CampaignContentsTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();
    private final ScriptedGenerator text = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(tenant);
    private final String campaign =
            owner.post("/campaigns", Map.of("name", "Ponds")).expect(201).text("id");

    private String ask(String campaignId) {
        Map<String, Object> request = text.request("An old pond");
        request.put("campaign_id", campaignId);
        return owner.post("/creatives", request).expect(202).text("id");
    }

    private String make() {
        String id = ask(campaign);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/creatives/" + id).text("status").equals("ready"));
        return id;
    }

    private JsonNode summary() {
        return owner.get("/campaigns/" + campaign + "/summary").expect(200).json();
    }

    @Test
    void aSummaryCountsByStatusKindAndApprovalAsSoonAsSomethingChanges() {
        assertThat(summary().path("creatives").asInt()).isZero();
        String first = make();
        String second = make();
        String etag = owner.get("/creatives/" + first).header("ETag").orElseThrow();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> summary().at("/by_status/ready").asInt() == 2);
        assertThat(summary().at("/by_kind/text").asInt()).isEqualTo(2);
        assertThat(summary().at("/by_approval/none").asInt()).isEqualTo(2);
        JsonNode approved = owner.with("If-Match", etag)
                .post("/creatives/" + first + "/approve", Map.of())
                .expect(200)
                .json();
        assertThat(summary().path("by_approval").toString()).isEqualTo("{\"approved\":1,\"none\":1}");
        assertThat(summary().path("last_activity").asText())
                .isEqualTo(approved.path("updated_at").asText());
        owner.delete("/creatives/" + second).expect(204);
        assertThat(summary().path("creatives").asInt()).isEqualTo(1);
        owner.post("/creatives/" + second + "/restore", "").expect(200);
        assertThat(summary().path("creatives").asInt()).isEqualTo(2);
    }

    @Test
    void creativesAreHiddenWithTheirCampaignAndComeBackWithIt() {
        String kept = make();

        owner.delete("/campaigns/" + campaign).expect(204);

        owner.get("/creatives/" + kept).expect(404);
        owner.get("/creatives/" + kept + "/content").expect(404);
        owner.get("/creatives/" + kept + "/history").expect(404);
        owner.with("If-Match", "\"3\"")
                .post("/creatives/" + kept + "/approve", Map.of())
                .expect(404);
        owner.post("/creatives/" + kept + "/cancel", "").expect(404);
        owner.delete("/creatives/" + kept).expect(404);
        assertThat(owner.get("/creatives").json().path("count").asInt()).isZero();
        assertThat(owner.get("/creatives?campaign=" + campaign)
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
        Map<String, Object> request = text.request("Too late");
        request.put("campaign_id", campaign);
        assertThat(owner.post("/creatives", request)
                        .expect(422)
                        .json()
                        .required("errors")
                        .findValuesAsText("field"))
                .containsExactly("campaign_id");

        owner.post("/campaigns/" + campaign + "/restore", "").expect(200);

        assertThat(owner.get("/creatives/" + kept).expect(200).text("status")).isEqualTo("ready");
        assertThat(owner.get("/creatives?campaign=" + campaign)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whatIsBeingMadeIsCancelledWithItsCampaign() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        text.does((request, _) -> {
            begun.countDown();
            never.await();
            return Scripts.copy(request, "frog");
        });
        String id = ask(campaign);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/creatives/" + id).text("status").equals("running"));

        owner.delete("/campaigns/" + campaign).expect(204);
        owner.post("/campaigns/" + campaign + "/restore", "").expect(200);

        assertThat(owner.get("/creatives/" + id).expect(200).text("status")).isEqualTo("cancelled");
    }

    @Test
    void aCreativeRemovedAloneWaitsForItsCampaignToComeBack() {
        String id = make();
        owner.delete("/creatives/" + id).expect(204);
        owner.delete("/campaigns/" + campaign).expect(204);

        assertThat(owner.post("/creatives/" + id + "/restore", "").expect(409).text("detail"))
                .contains(campaign);

        owner.post("/campaigns/" + campaign + "/restore", "").expect(200);
        assertThat(owner.get("/creatives?deleted=true")
                        .json()
                        .at("/results/0/id")
                        .asText())
                .isEqualTo(id);
        owner.post("/creatives/" + id + "/restore", "").expect(200);
        owner.get("/creatives/" + id).expect(200);
    }

    @Test
    void draftsHoldsWhatHasNoCampaignAndCannotBeRemoved() {
        String id = owner.post("/creatives", text.request("Without a campaign"))
                .expect(202)
                .text("id");
        String drafts = owner.get("/creatives/" + id).expect(200).text("campaign_id");
        JsonNode campaign = owner.get("/campaigns/" + drafts).expect(200).json();

        assertThat(campaign.path("drafts").asBoolean()).isTrue();
        assertThat(campaign.path("name").asText()).isEqualTo("Drafts");
        assertThat(owner.get("/campaigns?q=draf").json().path("count").asInt()).isEqualTo(1);
        assertThat(owner.delete("/campaigns/" + drafts).expect(409).text("code"))
                .isEqualTo("conflict");
        owner.with("If-Match", "\"1\"")
                .patch("/campaigns/" + drafts, Map.of("objective", "Everything else"))
                .expect(200);
        String other =
                owner.post("/creatives", text.request("Another")).expect(202).text("id");
        assertThat(owner.get("/creatives/" + other).text("campaign_id")).isEqualTo(drafts);
    }

    @Test
    void aCreativeMovesToACampaignThatExists() {
        String id = make();
        String other =
                owner.post("/campaigns", Map.of("name", "Lakes")).expect(201).text("id");
        String etag = owner.get("/creatives/" + id).header("ETag").orElseThrow();

        assertThat(owner.with("If-Match", etag)
                        .patch("/creatives/" + id, Map.of("campaign_id", "nothing"))
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("campaign_id");
        owner.with("If-Match", etag)
                .patch("/creatives/" + id, Map.of("campaign_id", other))
                .expect(200);
        assertThat(summary().path("creatives").asInt()).isZero();
        assertThat(owner.get("/campaigns/" + other + "/summary")
                        .json()
                        .path("creatives")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whatChangesIsToldAndAudited() {
        try (EventConnection events = EventConnection.open(owner, "/events")) {
            String etag = owner.get("/campaigns/" + campaign).header("ETag").orElseThrow();
            owner.with("If-Match", etag)
                    .patch("/campaigns/" + campaign, Map.of("name", "Lakes"))
                    .expect(200);
            owner.delete("/campaigns/" + campaign).expect(204);
            owner.post("/campaigns/" + campaign + "/restore", "").expect(200);

            assertThat(events.until("campaign.restored"))
                    .filteredOn(event -> event.type().startsWith("campaign."))
                    .extracting(EventConnection.Received::about)
                    .containsExactly(
                            "campaign.updated " + campaign,
                            "campaign.deleted " + campaign,
                            "campaign.restored " + campaign);
        }
        List<String> lines =
                owner.get("/tenant/audit/export").expect(200).body().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.contains("campaign/" + campaign))
                .extracting(line -> line.replaceAll(".*\"action\":\"([^\"]*)\".*", "$1"))
                .containsExactly("campaign.created", "campaign.updated", "campaign.deleted", "campaign.restored");
        assertThat(lines)
                .filteredOn(line -> line.contains("campaign.updated"))
                .first()
                .asString()
                .contains("\"actor_email\":\"" + tenant.email() + "\"")
                .contains("\"changed\":\"name\"")
                .containsPattern("\"before\":\"[0-9a-f]{64}\"")
                .containsPattern("\"after\":\"[0-9a-f]{64}\"");
    }
}
