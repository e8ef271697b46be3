package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.Pictures;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.scope.Role;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whose creatives somebody reaches, and by which role. */
class CreativeAccessTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final TenantUnderTest OTHER = HOST.newTenant();
    private static final ScriptedGenerator TEXT = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT)
            .serve(OTHER);

    private static String id;

    @BeforeAll
    static void makeCreative() {
        id = new Studio(TENANT.owner()).make(TEXT, "An old pond").path("id").asText();
    }

    /** One request to a path of a creative. */
    private record Attempt(String name, boolean writes, Function<ApiClient, ApiResponse> by) {}

    private static List<Attempt> attempts() {
        String path = "/creatives/" + id;
        return List.of(
                new Attempt("GET", false, client -> client.get(path)),
                new Attempt("GET content", false, client -> client.get(path + "/content")),
                new Attempt("GET history", false, client -> client.get(path + "/history")),
                new Attempt(
                        "PATCH",
                        true,
                        client -> client.with("If-Match", "\"1\"").patch(path, Map.of("name", "Taken"))),
                new Attempt("POST retry", true, client -> client.post(path + "/retry", "")),
                new Attempt("POST cancel", true, client -> client.post(path + "/cancel", "")),
                new Attempt("DELETE", true, client -> client.delete(path)));
    }

    @TestFactory
    Stream<DynamicTest> answersNotFoundForAnIdOfAnotherTenant() {
        return attempts().stream()
                .map(attempt -> dynamicTest(attempt.name(), () -> {
                    ApiResponse response = attempt.by().apply(OTHER.owner()).expect(404);
                    assertThat(response.text("code")).isEqualTo("not_found");
                    assertThat(TENANT.owner()
                                    .get("/creatives/" + id)
                                    .expect(200)
                                    .text("name"))
                            .isEqualTo("An old pond");
                }));
    }

    @TestFactory
    Stream<DynamicTest> letsAViewerReadAndChangeNothing() {
        ApiClient viewer = HOST.newMember(TENANT, Role.VIEWER);
        return attempts().stream()
                .map(attempt -> dynamicTest(attempt.name(), () -> {
                    ApiResponse response = attempt.by().apply(viewer).expect(attempt.writes() ? 403 : 200);
                    if (attempt.writes()) {
                        assertThat(response.text("code")).isEqualTo("role_required");
                    }
                }));
    }

    @Test
    void letsAnEditorAskAndAViewerNot() {
        HOST.newMember(TENANT, Role.EDITOR)
                .post("/creatives", TEXT.request("By an editor"))
                .expect(202);
        assertThat(HOST.newMember(TENANT, Role.VIEWER)
                        .post("/creatives", TEXT.request("By a viewer"))
                        .expect(403)
                        .text("code"))
                .isEqualTo("role_required");
    }

    @Test
    void refusesPicturesAndCampaignsOfAnotherTenant() {
        String picture = OTHER.owner()
                .bytes("POST", "/assets", "image/png", Pictures.png(20, 20))
                .expect(201)
                .text("id");
        String theirs = new Studio(OTHER.owner()).ask(TEXT, "Theirs");
        String campaign = OTHER.owner().get("/creatives/" + theirs).expect(200).text("campaign_id");

        assertThat(refusal("reference_ids", List.of(picture))).contains("reference_ids[0]");
        assertThat(refusal("campaign_id", campaign)).contains("campaign_id");
        Map<String, Object> own = TEXT.request("With a picture of its own");
        own.put("reference_ids", List.of(picture));
        own.put("campaign_id", campaign);
        OTHER.owner().post("/creatives", own).expect(202);
    }

    private static List<String> refusal(String field, Object value) {
        Map<String, Object> body = TEXT.request("With what is another's");
        body.put(field, value);
        return TENANT.owner()
                .post("/creatives", body)
                .expect(422)
                .json()
                .required("errors")
                .findValuesAsText("field");
    }

    @Test
    void saysWhyAPluginThatIsOffMakesNothing() {
        TenantUnderTest tenant = HOST.newTenant();
        TEXT.serve(tenant);
        Map<String, Object> named = TEXT.request("By a plugin that is off");
        named.put("generator", TEXT.id());
        tenant.owner()
                .put("/plugins/" + TEXT.id() + "/enabled", Map.of("enabled", false))
                .expect(200);

        assertThat(tenant.owner().post("/creatives", named).expect(403).text("code"))
                .isEqualTo("plugin_disabled");
        TEXT.allow(tenant, false);
        assertThat(tenant.owner().post("/creatives", named).expect(403).text("code"))
                .isEqualTo("plugin_not_allowed");
    }

    @Test
    void namesTheSwitchThatTheTenantHasBeforeWhatThePlatformForbids() {
        TenantUnderTest tenant = HOST.newTenant();
        ScriptedGenerator own = ScriptedGenerator.install(
                        HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
                .serve(tenant);
        // Whichever comes first by its id: the others make the same, and the platform gives them to nobody.
        for (int i = 0; i < 4; i++) {
            HostedPlugin forbidden = HostedPlugin.unique(HOST);
            forbidden.upload(new ScriptedPlugin(forbidden.id(), "1.0.0")
                    .with(
                            CreativeGenerator.class,
                            Scripts.generator(
                                    CreativeKind.TEXT,
                                    List.of(own.format()),
                                    Set.of(),
                                    (request, _) -> Scripts.copy(request, "toad"))));
            forbidden.route("1.0.0").expect(200);
            forbidden.allow(tenant, false);
        }
        tenant.owner()
                .put("/plugins/" + own.id() + "/enabled", Map.of("enabled", false))
                .expect(200);

        ApiResponse refused =
                tenant.owner().post("/creatives", own.request("By format")).expect(403);

        assertThat(refused.text("code")).isEqualTo("plugin_disabled");
        assertThat(refused.text("detail")).contains(own.id(), "your company", "/plugins");
        own.allow(tenant, false);
        assertThat(tenant.owner()
                        .post("/creatives", own.request("By format"))
                        .expect(403)
                        .text("code"))
                .isEqualTo("plugin_not_allowed");
    }
}
