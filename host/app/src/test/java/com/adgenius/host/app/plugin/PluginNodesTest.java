package com.adgenius.host.app.plugin;

import static com.adgenius.host.app.plugin.PluginPlatform.eventually;
import static com.adgenius.host.app.plugin.PluginPlatform.served;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Two nodes over one database, and one node that comes back. Nobody tells a node of a change: it looks for itself. */
class PluginNodesTest {

    private static final HostUnderTest FIRST = HostUnderTest.shared();

    private final PluginPlatform platform = new PluginPlatform(FIRST.administrator());
    private final TestPlugin one = TestPlugin.unique();
    private final TestPlugin two = one.version("2.0.0");
    private final HostUnderTest.TenantUnderTest tenant = FIRST.newTenant();
    private final Path data = EmbeddedServersForTests.shared().folder("node-" + UUID.randomUUID());

    private HostUnderTest second() {
        return HostUnderTest.start(
                configuration -> configuration.toBuilder().data(data).build());
    }

    private ApiClient tenantAt(HostUnderTest host) {
        return host.signIn(tenant.email(), tenant.password());
    }

    @Test
    void nodesConvergeOnRoutesAndSwitches() {
        platform.install(one);
        platform.stable(one).expect(200);
        try (HostUnderTest second = second()) {
            ApiClient there = tenantAt(second);
            assertThat(served(there, one)).isEqualTo("1.0.0");

            platform.upload(two).expect(201);
            platform.stable(two).expect(200);
            eventually(() -> served(there, one).equals("2.0.0"));
            tenant.owner()
                    .put("/plugins/" + one.id() + "/enabled", Map.of("enabled", false))
                    .expect(200);
            eventually(() -> served(there, one).isEmpty());
        }
    }

    @Test
    void aRestartBringsRoutesAndSwitchesBack() {
        platform.install(one);
        platform.upload(two).expect(201);
        try (HostUnderTest second = second()) {
            PluginPlatform there = new PluginPlatform(second.administrator());
            there.stable(two).expect(200);
            tenantAt(second)
                    .put("/plugins/" + one.id() + "/enabled", Map.of("enabled", false))
                    .expect(200);
        }
        HostUnderTest.TenantUnderTest other = FIRST.newTenant();

        try (HostUnderTest second = second()) {
            assertThat(served(tenantAt(second), one)).isEmpty();
            assertThat(served(second.signIn(other.email(), other.password()), one))
                    .isEqualTo("2.0.0");
        }
    }

    @Test
    void aDamagedFileInTheCacheIsFetchedAnew() throws IOException {
        platform.install(one);
        platform.stable(one).expect(200);
        second().close();
        Path cached = cached(one);
        byte[] whole = Files.readAllBytes(cached);
        Files.writeString(cached, "damaged");

        try (HostUnderTest second = second()) {
            assertThat(served(tenantAt(second), one)).isEqualTo("1.0.0");
        }
        assertThat(Files.readAllBytes(cached)).isEqualTo(whole);
    }

    @Test
    void anArtifactThatIsMissingLeavesWhatServesAndIsReported() {
        platform.install(one);
        platform.stable(one).expect(200);
        try (HostUnderTest second = second()) {
            ApiClient there = tenantAt(second);
            platform.upload(two).expect(201);
            lose(sha256(two));

            platform.stable(two).expect(200);

            eventually(() -> failure(two).equals("artifact_unavailable"));
            assertThat(served(there, one)).isEqualTo("1.0.0");
            assertThat(served(tenant.owner(), one)).isEqualTo("2.0.0");

            platform.upload(two).expect(200);
            eventually(() -> served(there, one).equals("2.0.0"));
        }
    }

    @Test
    void thePluginsOfTheDistributionAreOnAndFollowItUntilAnAdministratorRoutes(@TempDir Path folder)
            throws IOException {
        Files.write(folder.resolve("one.jar"), one.jar());
        try (HostUnderTest second = bundled(folder)) {
            assertThat(served(tenantAt(second), one)).isEqualTo("1.0.0");
        }
        Files.write(folder.resolve("two.jar"), two.jar());
        try (HostUnderTest second = bundled(folder)) {
            assertThat(served(tenantAt(second), one)).isEqualTo("2.0.0");
            new PluginPlatform(second.administrator()).rollback(one).expect(200);
        }
        Files.write(folder.resolve("three.jar"), one.version("3.0.0").jar());
        try (HostUnderTest second = bundled(folder)) {
            assertThat(served(tenantAt(second), one)).isEqualTo("1.0.0");
        }
    }

    private HostUnderTest bundled(Path folder) {
        return HostUnderTest.start(configuration ->
                configuration.toBuilder().data(data).plugins(folder).build());
    }

    @Test
    void aNodeThatStoppedSaysSo() {
        second().close();

        assertThat(nodes().findValuesAsText("state")).contains("running", "stopped");
    }

    private JsonNode nodes() {
        return platform.administrator()
                .get("/admin/nodes?page_size=100")
                .expect(200)
                .json()
                .path("results");
    }

    /** The first failure that any running node reports of the plugin. */
    private String failure(TestPlugin plugin) {
        for (JsonNode node : nodes()) {
            for (JsonNode reported : node.path("plugins")) {
                if (reported.path("id").asText().equals(plugin.id())
                        && !reported.path("reached").asBoolean()) {
                    return reported.path("failures").path(0).path("code").asText();
                }
            }
        }
        return "";
    }

    private String sha256(TestPlugin plugin) {
        return platform.administrator()
                .get("/admin/plugins/" + plugin.id() + "/versions/" + plugin.version())
                .expect(200)
                .text("sha256");
    }

    private Path cached(TestPlugin plugin) {
        return data.resolve("plugins-cache").resolve(sha256(plugin) + ".jar");
    }

    /** As if the database had lost the artifact. */
    private static void lose(String sha256) {
        try (MongoClient client =
                MongoClients.create(EmbeddedServersForTests.shared().mongodb())) {
            Mono.from(client.getDatabase("adgenius_public")
                            .getCollection("artifacts.files")
                            .deleteOne(new Document("_id", sha256)))
                    .block();
        }
    }
}
