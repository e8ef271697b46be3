package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.creative.Studio;
import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The audit says of each change of a tenant's work from which address it came, and by which request. */
class AuditOriginTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();
    private final List<String> done = new ArrayList<>();

    private ApiResponse does(String action, ApiResponse response) {
        assertThat(response.status()).as(response.body()).isBetween(200, 299);
        done.add(action + " by " + response.header("X-Request-Id").orElseThrow());
        return response;
    }

    private ApiClient seen(String path) {
        return owner.with("If-Match", owner.get(path).expect(200).header("ETag").orElseThrow());
    }

    private void assertAudited() {
        List<JsonNode> audited = owner.get("/tenant/audit/export")
                .expect(200)
                .body()
                .lines()
                .map(AuditOriginTest::json)
                .filter(entry -> entry.path("actor_email").asText().equals(tenant.email()))
                .toList();
        assertThat(audited)
                .extracting(entry -> entry.path("action").asText() + " by "
                        + entry.at("/details/request_id").asText())
                .containsExactlyElementsOf(done);
        assertThat(audited)
                .extracting(entry -> entry.at("/details/address").asText())
                .containsOnly("127.0.0.1");
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofCampaigns() {
        String path = "/campaigns/"
                + does("campaign.created", owner.post("/campaigns", Map.of("name", "Ponds")))
                        .text("id");
        does("campaign.updated", seen(path).patch(path, Map.of("name", "Lakes")));
        does("campaign.deleted", owner.delete(path));
        does("campaign.restored", owner.post(path + "/restore", ""));

        assertAudited();
    }

    @Test
    void ofCreatives() {
        ScriptedGenerator text = ScriptedGenerator.install(
                        HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
                .serve(tenant);
        Studio studio = new Studio(owner);
        String id = does("creative.requested", owner.post("/creatives", text.request("An old pond")))
                .text("id");
        String path = "/creatives/" + id;
        String hash = studio.await(id, "ready").path("content_hash").asText();
        does("creative.approved", owner.post(path + "/approve", Map.of("content_hash", hash)));
        does("creative.rejected", owner.post(path + "/reject", Map.of("content_hash", hash, "reason", "Too wet.")));
        does("creative.updated", seen(path).patch(path, Map.of("name", "Pond")));
        does("creative.deleted", owner.delete(path));
        does("creative.restored", owner.post(path + "/restore", ""));

        assertAudited();
    }

    @Test
    void ofCreativesThatAreBeingMade() {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedGenerator slow = ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, _) -> {
                    never.await();
                    return Scripts.copy(request, "frog");
                })
                .serve(tenant);
        Studio studio = new Studio(owner);
        String id = does("creative.requested", owner.post("/creatives", slow.request("An old pond")))
                .text("id");
        String path = "/creatives/" + id;
        studio.await(id, "running");
        does("creative.cancelled", owner.post(path + "/cancel", ""));
        slow.does((request, _) -> Scripts.copy(request, "frog"));
        does("creative.retried", studio.retry(id));
        studio.await(id, "ready");

        assertAudited();
    }

    @Test
    void ofTheBrand() {
        does("brand.updated", owner.put("/tenant/brand", Map.of("name", "Strida")));
        does("brand.updated", seen("/tenant/brand").put("/tenant/brand", Map.of("name", "Strida Sports")));

        assertAudited();
    }

    @Test
    void ofTheOrderOfProviders() {
        does("providers.ordered", seen("/plugins/providers").put("/plugins/providers", Map.of("text", List.of())));
        does("providers.ordered", seen("/plugins/providers").put("/plugins/providers", Map.of()));

        assertAudited();
    }

    @Test
    void ofAPluginsSettings() {
        HostedPlugin plugin = HostedPlugin.unique(HOST);
        plugin.serve(new ScriptedPlugin(plugin.id(), "1.0.0").with(TextModel.class, new Settled()), tenant);
        String path = "/plugins/" + plugin.id() + "/settings";
        Map<String, Object> both = Map.of("model", "small", "key", "a secret of ours");

        does("plugin.settings_changed", seen(path).put(path, Map.of("settings", both)));
        does("plugin.settings_changed", seen(path).put(path, Map.of("settings", Map.of("model", "large"))));

        assertAudited();
        assertThat(owner.get("/tenant/audit/export").expect(200).body())
                .contains("\"changed\":\"key, model\"", "\"changed\":\"model\"")
                .doesNotContain("a secret of ours", "small");
    }

    /** A model with settings, a secret among them. */
    private static final class Settled implements TextModel {

        @Override
        public String settingsSchema() {
            return "{\"type\":\"object\",\"properties\":{\"model\":{\"type\":\"string\"},"
                    + "\"key\":{\"type\":\"string\",\"writeOnly\":true}}}";
        }

        @Override
        public TextResponse generate(TextRequest request, TenantContext context) {
            throw new IllegalStateException("nobody asks it");
        }
    }

    @Test
    void ofWebhooks() {
        Map<String, Object> hook = Map.of("url", "http://127.0.0.1:9/hooks", "events", List.of("campaign.created"));
        String path = "/webhooks/"
                + does("webhook.created", owner.post("/webhooks", hook))
                        .json()
                        .at("/webhook/id")
                        .asText();
        does("webhook.updated", seen(path).patch(path, Map.of("description", "Our library")));
        does("webhook.rotated", owner.post(path + "/rotate", ""));
        does("webhook.deleted", owner.delete(path));

        assertAudited();
    }
}
