package com.adgenius.host.app.plugin;

import static com.adgenius.host.app.plugin.PluginPlatform.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginSwitchTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final HostUnderTest.TenantUnderTest ONE = HOST.newTenant();
    private static final HostUnderTest.TenantUnderTest OTHER = HOST.newTenant();

    private final PluginPlatform platform = new PluginPlatform(HOST.administrator());
    private final TestPlugin plugin = TestPlugin.unique();

    @BeforeEach
    void installPlugin() {
        platform.install(plugin);
        platform.stable(plugin).expect(200);
    }

    @Test
    void aTenantSwitchesForItselfAlone() {
        enable(ONE, false).expect(200);

        assertThat(seen(ONE.owner(), plugin).path("enabled").asBoolean()).isFalse();
        assertThat(seen(ONE.owner(), plugin).path("version").isNull()).isTrue();
        assertThat(seen(OTHER.owner(), plugin).path("enabled").asBoolean()).isTrue();
        assertThat(formats(ONE.owner())).doesNotContain(plugin.format());
        assertThat(formats(OTHER.owner())).contains(plugin.format());

        assertThat(enable(ONE, true).expect(200).text("version")).isEqualTo("1.0.0");
    }

    @Test
    void aTenantCannotLiftThePlatformsNo() {
        platform.allow(plugin, ONE.slug(), Optional.of(false)).expect(200);

        JsonNode view = seen(ONE.owner(), plugin);
        assertThat(view.path("enabled").asBoolean()).isFalse();
        assertThat(view.path("allowed").asBoolean()).isFalse();
        assertThat(view.path("reason").asText()).isNotBlank();
        assertThat(enable(ONE, true).expect(403).text("code")).isEqualTo("plugin_not_allowed");
        assertThat(seen(OTHER.owner(), plugin).path("enabled").asBoolean()).isTrue();

        platform.allow(plugin, ONE.slug(), Optional.empty()).expect(200);
        assertThat(seen(ONE.owner(), plugin).path("version").asText()).isEqualTo("1.0.0");
    }

    @Test
    void thePlatformSwitchesOffForEverybody() {
        platform.administrator()
                .put("/admin/plugins/" + plugin.id() + "/enabled", Map.of("enabled", false))
                .expect(200);

        assertThat(seen(ONE.owner(), plugin).path("enabled").asBoolean()).isFalse();
        assertThat(enable(OTHER, true).expect(403).text("code")).isEqualTo("plugin_not_allowed");
    }

    @Test
    void aPluginOfAThirdPartyIsOffUntilThePlatformAllowsIt() {
        TestPlugin foreign = TestPlugin.unique();
        platform.upload(foreign).expect(201);
        platform.stable(foreign).expect(200);
        assertThat(seen(ONE.owner(), foreign).path("enabled").asBoolean()).isFalse();

        platform.allow(foreign, ONE.slug(), Optional.of(true)).expect(200);

        assertThat(seen(ONE.owner(), foreign).path("enabled").asBoolean()).isTrue();
        assertThat(seen(OTHER.owner(), foreign).path("enabled").asBoolean()).isFalse();
    }

    @Test
    void aSwitchOfThePlatformNeedsAPluginAndATenantThatExist() {
        platform.allow(plugin, "no-such-tenant", Optional.of(true)).expect(404);
        platform.allow(TestPlugin.unique(), ONE.slug(), Optional.of(true)).expect(404);
    }

    @Test
    void settingsAreValidatedAndSecretsNeverShown() {
        ApiClient owner = ONE.owner();
        String path = "/plugins/" + plugin.id() + "/settings";
        String first = owner.get(path).expect(200).header("ETag").orElseThrow();
        owner.with("If-Match", first)
                .put(path, Map.of("settings", Map.of("colour", "red")))
                .expect(422);

        ApiResponse stored = owner.with("If-Match", first)
                .put(path, Map.of("settings", Map.of("model", "small", "api_key", "a secret of ours")))
                .expect(200);

        assertThat(stored.body()).doesNotContain("a secret of ours");
        assertThat(owner.get(path).expect(200).body()).doesNotContain("a secret of ours");
        assertThat(stored.json().path("settings").path("model").asText()).isEqualTo("small");
        assertThat(stored.json().path("secrets").path("api_key").asBoolean()).isTrue();
        owner.with("If-Match", first)
                .put(path, Map.of("settings", Map.of("model", "large")))
                .expect(412);
    }

    @Test
    void aSecretThatIsLeftOutStaysAndOneThatIsNullGoes() {
        ApiClient owner = ONE.owner();
        String path = "/plugins/" + plugin.id() + "/settings";
        put(owner, path, Map.of("model", "small", "api_key", "a secret of ours"))
                .expect(200);

        JsonNode left = put(owner, path, Map.of("model", "large")).expect(200).json();
        Map<String, Object> removal = new HashMap<>(Map.of("model", "large"));
        removal.put("api_key", null);
        JsonNode removed = put(owner, path, removal).expect(200).json();

        assertThat(left.path("secrets").path("api_key").asBoolean()).isTrue();
        assertThat(removed.path("secrets").path("api_key").asBoolean()).isFalse();
        assertThat(OTHER.owner().get(path).expect(200).json().path("settings")).isEmpty();
    }

    @Test
    void aGeneratorSaysWhatToSendForIt() {
        JsonNode found = null;
        for (JsonNode generator :
                ONE.owner().get("/generators?page_size=100").expect(200).json().path("results")) {
            found = generator.path("id").asText().equals(plugin.id()) ? generator : found;
        }

        assertThat(found).isNotNull();
        JsonNode properties = found.path("schema").path("properties");
        assertThat(properties.path("kind").path("const").asText()).isEqualTo("text");
        assertThat(properties.path("formats").path("items").path("enum").get(0).asText())
                .isEqualTo(plugin.format());
        assertThat(properties.path("options").path("properties").has("mood")).isTrue();
        assertThat(properties.has("prompt")).isTrue();
    }

    private static ApiResponse put(ApiClient owner, String path, Map<String, Object> settings) {
        return owner.with("If-Match", owner.get(path).expect(200).header("ETag").orElseThrow())
                .put(path, Map.of("settings", settings));
    }

    private ApiResponse enable(HostUnderTest.TenantUnderTest tenant, boolean enabled) {
        return tenant.owner().put("/plugins/" + plugin.id() + "/enabled", Map.of("enabled", enabled));
    }

    private static String formats(ApiClient tenant) {
        return tenant.get("/formats?page_size=100").expect(200).body();
    }
}
