package com.adgenius.host.app.plugin;

import static com.adgenius.host.app.plugin.PluginPlatform.served;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginRoutingTest {

    private static HostUnderTest host;
    private static HostUnderTest.TenantUnderTest tenant;

    private final PluginPlatform platform = new PluginPlatform(host.administrator());
    private final TestPlugin one = TestPlugin.unique();
    private final TestPlugin two = one.version("2.0.0");

    @BeforeAll
    static void startHost() {
        host = HostUnderTest.shared();
        tenant = host.newTenant();
    }

    @BeforeEach
    void installVersionOne() {
        platform.install(one);
        platform.stable(one).expect(200);
    }

    @Test
    void anUploadServesNobody() {
        platform.upload(two).expect(201);

        assertThat(served(tenant.owner(), one)).isEqualTo("1.0.0");
        assertThat(versionRoutedOf(two)).isFalse();
    }

    private boolean versionRoutedOf(TestPlugin plugin) {
        return platform.administrator()
                .get("/admin/plugins/" + plugin.id() + "/versions/" + plugin.version())
                .expect(200)
                .json()
                .path("routed")
                .asBoolean();
    }

    @Test
    void aCanaryServesTheSameTenantsAgainAndAgainAndStableServesAll() {
        platform.upload(two).expect(201);
        List<HostUnderTest.TenantUnderTest> tenants =
                IntStream.range(0, 12).mapToObj(_ -> host.newTenant()).toList();

        platform.canary(two, "1.0.0", 50).expect(200);
        List<String> first =
                tenants.stream().map(each -> served(each.owner(), one)).toList();
        List<String> second =
                tenants.stream().map(each -> served(each.owner(), one)).toList();

        assertThat(first).isEqualTo(second).contains("1.0.0", "2.0.0");
        platform.canary(two, "1.0.0", 99).expect(200);
        assertThat(IntStream.range(0, 12).filter(i -> first.get(i).equals("2.0.0")))
                .allSatisfy(i -> assertThat(served(tenants.get(i).owner(), one)).isEqualTo("2.0.0"));
        platform.stable(two).expect(200);
        assertThat(tenants)
                .allSatisfy(each -> assertThat(served(each.owner(), one)).isEqualTo("2.0.0"));
    }

    @Test
    void aRollbackDropsTheCanaryThenReturnsToTheStableBefore() {
        platform.upload(two).expect(201);
        platform.stable(two).expect(200);
        platform.upload(one.version("3.0.0")).expect(201);
        platform.canary(one.version("3.0.0"), "2.0.0", 99).expect(200);

        assertThat(platform.rollback(one).expect(200).json().path("canary").isNull())
                .isTrue();
        assertThat(served(tenant.owner(), one)).isEqualTo("2.0.0");
        assertThat(platform.rollback(one).expect(200).text("stable")).isEqualTo("1.0.0");
        assertThat(served(tenant.owner(), one)).isEqualTo("1.0.0");
        assertThat(platform.rollback(one).expect(409).text("code")).isEqualTo("conflict");
    }

    @Test
    void aPinServesItsTenantAlone() {
        platform.upload(two).expect(201);
        HostUnderTest.TenantUnderTest pinned = host.newTenant();

        platform.route(one, Map.of("stable", "1.0.0", "pins", Map.of(pinned.slug(), "2.0.0")))
                .expect(200);

        assertThat(served(pinned.owner(), one)).isEqualTo("2.0.0");
        assertThat(served(tenant.owner(), one)).isEqualTo("1.0.0");
    }

    @Test
    void aVersionWhoseProbeFailsNeverServesAndTheAnswerSaysWhy() {
        TestPlugin broken = one.version("3.0.0")
                .life("public void probe() throws Exception { throw new Exception(\"no ink left\"); }");
        platform.upload(broken).expect(201);
        String before = platform.route(one).header("ETag").orElseThrow();

        ApiResponse answer = platform.stable(broken).expect(422);

        assertThat(answer.text("code")).isEqualTo("plugin_refused");
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo("stable");
        assertThat(answer.json().path("errors").get(0).path("message").asText())
                .startsWith("probe_failed: ")
                .contains("no ink left");
        assertThat(platform.route(one).header("ETag")).contains(before);
        assertThat(served(tenant.owner(), one)).isEqualTo("1.0.0");
    }

    @Test
    void aRouteThatSomebodyElseChangedIsStale() {
        platform.upload(two).expect(201);
        ApiClient administrator = platform.administrator()
                .with("If-Match", platform.route(one).header("ETag").orElseThrow());
        platform.stable(two).expect(200);

        ApiResponse answer = administrator.put("/admin/plugins/" + one.id() + "/route", Map.of("stable", "1.0.0"));

        assertThat(answer.expect(412).text("code")).isEqualTo("stale");
        assertThat(served(tenant.owner(), one)).isEqualTo("2.0.0");
    }

    @Test
    void aRouteNeedsIfMatch() {
        platform.administrator()
                .put("/admin/plugins/" + one.id() + "/route", Map.of("stable", "1.0.0"))
                .expect(428);
    }

    @Test
    void whatDoesNotExistCannotBeRouted() {
        Map<String, Object> route = new HashMap<>();
        route.put("stable", "7.0.0");
        route.put("canary", Map.of("version", "8.0.0", "percent", 5));
        route.put("pins", Map.of("no-such-tenant", "1.0.0"));

        JsonNode errors = platform.route(one, route).expect(422).json().path("errors");

        assertThat(StreamSupport.stream(errors.spliterator(), false)
                        .map(error -> error.path("field").asText()))
                .containsExactlyInAnyOrder("stable", "canary.version", "pins.no-such-tenant");
    }

    @Test
    void theAnswerToARouteNamesEachNodeAndItsRevision() {
        platform.upload(two).expect(201);

        ApiResponse answer = platform.stable(two).expect(200);

        JsonNode node = answer.json().path("nodes").get(0);
        assertThat(answer.header("ETag"))
                .contains("\"" + answer.json().path("revision").asLong() + "\"");
        assertThat(StreamSupport.stream(answer.json().path("nodes").spliterator(), false)
                        .anyMatch(each -> each.path("state").asText().equals("running")
                                && each.path("reached").asBoolean()
                                && each.path("revision").asLong()
                                        == answer.json().path("revision").asLong()))
                .as("%s", node)
                .isTrue();
    }

    @Test
    void aVersionInUseIsNotDeletedAndOneThatIsNotIs() {
        platform.upload(two).expect(201);
        String version = "/admin/plugins/" + one.id() + "/versions/";

        assertThat(platform.administrator()
                        .delete(version + "1.0.0")
                        .expect(409)
                        .text("code"))
                .isEqualTo("version_in_use");
        platform.administrator().delete(version + "2.0.0").expect(204);
        platform.administrator().get(version + "2.0.0").expect(404);
        platform.administrator().delete(version + "2.0.0").expect(404);
        assertThat(served(tenant.owner(), one)).isEqualTo("1.0.0");
    }
}
