package com.adgenius.plugins.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.plugins.vertex.connection.OperatorRules;
import com.adgenius.plugins.vertex.connection.RetryPolicy;
import com.adgenius.plugins.vertex.fake.Call;
import com.adgenius.plugins.vertex.fake.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void aServiceAccountIsExchangedOnceAndItsTokenGoesWithEveryCall() throws Exception {
        try (VertexTenant tenant = tenant(Map.of())) {
            tenant.fake().requireToken();

            write(tenant);
            write(tenant);
            new VertexImageModel(tenant.plugin())
                    .generate(
                            new ImageRequest(
                                    Briefs.of("running-shoe"),
                                    "A shoe",
                                    100,
                                    100,
                                    SafeArea.WHOLE,
                                    1,
                                    List.of(),
                                    Map.of()),
                            tenant.context());

            assertThat(tenant.fake().tokens()).isEqualTo(1);
            assertThat(tenant.fake().calls().stream().map(Call::authorization))
                    .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-1");
        }
    }

    @Test
    void aKeyThatGoogleRefusesIsToldWithoutAWordOfIt() throws Exception {
        try (VertexTenant tenant = tenant(Map.of())) {
            tenant.fake()
                    .requireToken()
                    .reply(Reply.raw(
                            400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}"));

            assertFails(tenant, FailureCode.UNAUTHORIZED, "Google refused the credentials");
            assertThat(tenant.fake().calls()).isEmpty();
        }
    }

    @Test
    void aKeyThatIsNoServiceAccountsIsNotRead() throws Exception {
        for (Map<String, String> changed : List.of(
                Map.of("type", "external_account"),
                Map.of("type", "authorized_user"),
                Map.of("token_uri", "http://169.254.169.254/token"),
                Map.of("token_uri", "https://evil.example/token"),
                Map.of("token_uri", "no address"),
                Map.of("universe_domain", "evil.example"),
                Map.of("private_key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))) {
            try (VertexTenant tenant = tenant(changed)) {
                assertFails(tenant, FailureCode.UNAUTHORIZED, "service_account in the settings");
                assertThat(tenant.fake().tokens()).isZero();
            }
        }
        try (VertexTenant tenant = VertexTenant.with(Map.of(), Map.of("service_account", "secret-word"))) {
            assertThatThrownBy(() -> write(tenant))
                    .isInstanceOf(PluginException.class)
                    .hasMessageNotContaining("secret-word");
        }
    }

    @Test
    void theHostsOwnCredentialsAreForProjectsThatItsOperatorNames() throws Exception {
        VertexPlugin plugin = new VertexPlugin(
                new RecordingLogger(new ArrayList<>()),
                RetryPolicy.standard(),
                new OperatorRules(Set.of(), Set.of("other-project")));
        plugin.start();
        try (TestTenant tenant = TestTenant.builder()
                .settings("model-vertex", Map.of("project", "acme-ads"))
                .build()) {
            assertThatThrownBy(() -> new VertexTextModel(plugin).generate(request(), tenant.context("model-vertex")))
                    .isInstanceOfSatisfying(PluginException.class, e -> {
                        assertThat(e.code()).isEqualTo(FailureCode.UNAUTHORIZED);
                        assertThat(e).hasMessageContaining("ADGENIUS_VERTEX_PROJECTS");
                    });
        } finally {
            plugin.stop();
        }
    }

    private static VertexTenant tenant(Map<String, String> changed) {
        return VertexTenant.with(Map.of(), address -> ServiceAccount.secret(address, changed));
    }

    private static void assertFails(VertexTenant tenant, FailureCode code, String words) {
        assertThatThrownBy(() -> write(tenant)).isInstanceOfSatisfying(PluginException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e).hasMessageContaining(words).hasMessageNotContaining("BEGIN");
        });
    }

    private static void write(VertexTenant tenant) throws Exception {
        new VertexTextModel(tenant.plugin()).generate(request(), tenant.context());
    }

    private static TextRequest request() {
        return new TextRequest(Briefs.of("running-shoe"), "Write.", "A shoe", "", Map.of());
    }
}
