package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A new version of the text plugin on its way from upload to stable and back, on one running host. */
@TestInstance(Lifecycle.PER_CLASS)
class PluginRoutingIT {

    private static final int TENANTS = 24;

    @TempDir
    private static Path folder;

    private HostProcess host;
    private Api administrator;
    private final Map<String, Api> tenants = new TreeMap<>();

    @BeforeAll
    void start() throws Exception {
        host = HostProcess.start(folder.resolve("data"));
        administrator = Api.administrator(host);
        for (int i = 0; i < TENANTS; i++) {
            tenants.put("tenant-" + i, administrator.tenant("tenant-" + i));
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void aNewVersionServesOnlyWhomTheRouteGivesItWithoutARestart() throws Exception {
        String first = administrator
                .get("/admin/plugins/text/route")
                .expect(200)
                .json()
                .get("stable")
                .asText();
        administrator.upload(RebuiltPlugin.of("text", "2.0.0", folder)).expect(201);
        assertThat(served()).as("an upload serves nobody").containsOnlyKeys(first);

        route("2.0.0", 30, first);
        Map<String, Set<String>> canary = served();
        assertThat(canary).containsOnlyKeys(first, "2.0.0");
        assertThat(canary.get("2.0.0").size()).as("a third of %d", TENANTS).isBetween(3, 13);
        for (int i = 0; i < 5; i++) {
            assertThat(served()).as("the same third again").isEqualTo(canary);
        }
        route("2.0.0", 60, first);
        assertThat(served().get("2.0.0")).as("raising only adds").containsAll(canary.get("2.0.0"));

        administrator
                .replace(
                        "/admin/plugins/text/route",
                        body -> body.put("stable", "2.0.0").putNull("canary").putObject("pins"))
                .expect(200);
        assertThat(served()).containsOnlyKeys("2.0.0");

        administrator.post("/admin/plugins/text/rollback", _ -> {}).expect(200);
        assertThat(served()).containsOnlyKeys(first);
    }

    @Test
    void aVersionWhoseProbeFailsNeverServesAndTheAnswerSaysWhy() throws Exception {
        Map<String, Set<String>> before = served();
        administrator
                .upload(RebuiltPlugin.of(
                        "text",
                        "3.0.0",
                        folder,
                        "public void probe() { throw new IllegalStateException(\"the moon is not full\"); }"))
                .expect(201);

        Api.Reply refused = administrator.replace(
                "/admin/plugins/text/route",
                body -> body.put("stable", "3.0.0").putNull("canary").putObject("pins"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("plugin_refused", "the moon is not full", "3.0.0");
        assertThat(served()).isEqualTo(before);
        assertThat(before).doesNotContainKey("3.0.0");
    }

    private void route(String canary, int percent, String stable) throws Exception {
        administrator
                .replace("/admin/plugins/text/route", body -> {
                    body.put("stable", stable);
                    body.putObject("canary").put("version", canary).put("percent", percent);
                    body.putObject("pins");
                })
                .expect(200);
    }

    /** Which tenants each version serves, by what the plugin's own code answers. */
    private Map<String, Set<String>> served() throws Exception {
        Map<String, Set<String>> served = new HashMap<>();
        for (Map.Entry<String, Api> tenant : tenants.entrySet()) {
            JsonNode generator = Generators.text(
                    tenant.getValue().get("/generators").expect(200).json());
            assertThat(Generators.contradiction(generator)).isEmpty();
            served.computeIfAbsent(generator.get("version").asText(), _ -> new HashSet<>())
                    .add(tenant.getKey());
        }
        return served;
    }
}
