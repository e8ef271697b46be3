package com.adgenius.host.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PluginUploadTest {

    private final PluginPlatform platform =
            new PluginPlatform(HostUnderTest.shared().administrator());
    private final TestPlugin plugin = TestPlugin.unique();

    @Test
    void anUploadAnswersWithWhatTheJarSaysAndItsChecks() {
        ApiResponse answer = platform.upload(plugin).expect(201);

        assertThat(answer.header("Location")).contains("/api/v1/admin/plugins/" + plugin.id() + "/versions/1.0.0");
        assertThat(answer.text("sha256")).matches("[0-9a-f]{64}");
        assertThat(answer.json().path("permissions").get(0).asText()).isEqualTo("network:api.example.com");
        assertThat(answer.json().path("routed").asBoolean()).isFalse();
        assertThat(StreamSupport.stream(answer.json().path("checks").spliterator(), false))
                .isNotEmpty()
                .allMatch(check -> check.path("passed").asBoolean());
    }

    @Test
    void theSameJarAgainIsNoError() {
        String sha256 = platform.upload(plugin).expect(201).text("sha256");

        assertThat(platform.upload(plugin).expect(200).text("sha256")).isEqualTo(sha256);
    }

    @Test
    void aVersionNeverChanges() {
        String sha256 = platform.upload(plugin).expect(201).text("sha256");

        assertThat(platform.upload(plugin.rebuilt()).expect(409).text("code")).isEqualTo("version_exists");
        assertThat(platform.administrator()
                        .get("/admin/plugins/" + plugin.id() + "/versions/1.0.0")
                        .expect(200)
                        .text("sha256"))
                .isEqualTo(sha256);
    }

    @Test
    void aBadJarIsRefusedWithEveryReason() {
        byte[] jar = new TestPlugin("admin", "one", "", "").jar();

        JsonNode answer = platform.administrator()
                .bytes("POST", "/admin/plugins", "application/java-archive", jar)
                .expect(422)
                .json();

        assertThat(answer.path("code").asText()).isEqualTo("plugin_refused");
        assertThat(StreamSupport.stream(answer.path("errors").spliterator(), false)
                        .map(error -> error.path("field").asText()))
                .contains("invalid_plugin_id", "invalid_version");
    }

    @Test
    void whatIsNoJarIsRefused() {
        platform.administrator()
                .bytes("POST", "/admin/plugins", "application/java-archive", "no jar".getBytes(StandardCharsets.UTF_8))
                .expect(422);
        platform.administrator()
                .bytes("POST", "/admin/plugins", "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .expect(415);
    }

    @Test
    void onlyAdministratorsOfThePlatformUpload() {
        new PluginPlatform(HostUnderTest.shared().newTenant().owner())
                .upload(plugin)
                .expect(403);
        new PluginPlatform(HostUnderTest.shared().anonymous()).upload(plugin).expect(401);
    }

    @Test
    void isOneUploadForOneIdempotencyKey() {
        PluginPlatform keyed = new PluginPlatform(platform.administrator().with("Idempotency-Key", plugin.id()));

        ApiResponse first = keyed.upload(plugin).expect(201);
        ApiResponse again = keyed.upload(plugin).expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(keyed.upload(plugin.version("2.0.0")).expect(409).text("code"))
                .isEqualTo("idempotency_conflict");
        platform.upload(plugin).expect(200);
    }
}
