package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.http.Route;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nobody gives themselves a role, a tenant or a plan by putting it into a body. */
class MassAssignmentTest {

    private static final List<String> POWERS = List.of(
            "role",
            "roles",
            "tenant",
            "tenant_id",
            "db_name",
            "plan",
            "subscription_plan",
            "is_staff",
            "is_active",
            "platform_admin",
            "user_id",
            "session_epoch",
            "sub",
            "sid");

    /** Where a power is what the route is for: an administrator's, or bounded by memberships. */
    private static final Map<String, Set<String>> MEANT = Map.of(
            "POST /auth/switch", Set.of("tenant"),
            "PATCH /tenant/members/{id}", Set.of("role", "is_active"),
            "POST /tenant/invitations", Set.of("role"),
            "POST /tenant/members", Set.of("role"),
            "POST /tokens", Set.of("role"),
            "POST /admin/impersonations", Set.of("tenant", "user_id"),
            "POST /admin/tenants", Set.of("plan"),
            "PATCH /admin/tenants/{tenant}", Set.of("plan", "is_active"));

    private final HostUnderTest host = HostUnderTest.shared();

    private static final class Shared {
        static final TenantUnderTest TENANT = HostUnderTest.shared().newTenant();
    }

    @TestFactory
    Stream<DynamicTest> bodiesTakeNoPower() {
        JsonNode document =
                host.anonymous().get("//api/openapi.json").expect(200).json();
        List<Route> routes = host.host().registry().routes().stream()
                .filter(route -> route.input().flatMap(Route.Input::json).isPresent())
                .toList();
        assertThat(routes).hasSizeGreaterThan(5);
        return routes.stream()
                .map(route -> dynamicTest(route.method().text() + " " + route.path(), () -> {
                    for (String power : POWERS) {
                        if (!isField(document, route, power)) {
                            ApiResponse refused = send(route, "{\"" + power + "\": \"owner\"}");
                            assertThat(refused.status()).as(power).isEqualTo(400);
                            assertThat(refused.text("code")).as(power).isEqualTo("unknown_field");
                        }
                    }
                }));
    }

    /** The control: a field that holds power is seen, so it must be meant, and known here. */
    @Test
    void fieldsWithPowerAreThoseThatAreMeant() {
        JsonNode document =
                host.anonymous().get("//api/openapi.json").expect(200).json();
        for (Map.Entry<String, Set<String>> meant : MEANT.entrySet()) {
            Route route = host.host().registry().routes().stream()
                    .filter(each -> (each.method().text() + " " + each.path()).equals(meant.getKey()))
                    .findFirst()
                    .orElseThrow();
            assertThat(POWERS.stream().filter(power -> isField(document, route, power)))
                    .as(meant.getKey())
                    .containsExactlyInAnyOrderElementsOf(meant.getValue());
        }
    }

    private static boolean isField(JsonNode document, Route route, String field) {
        String reference = document.required("paths")
                .path(route.fullPath())
                .path(route.method().text().toLowerCase(Locale.ROOT))
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText();
        return !reference.isEmpty()
                && document.at(reference.substring(1) + "/properties").has(field);
    }

    private ApiResponse send(Route route, String body) {
        ApiClient client = switch (route.access().scope()) {
            case PUBLIC -> host.anonymous();
            case PLATFORM -> host.administrator();
            case USER, TENANT -> Shared.TENANT.owner();
        };
        return client.with("Content-Type", "application/json")
                .send(
                        route.method().text(),
                        route.path().replaceAll("\\{[^}]*}", "0198c0de-0000-7000-8000-000000000000"),
                        BodyPublishers.ofString(body));
    }

    @Test
    void signingInTakesNeitherRoleNorTenantFromTheBody() {
        TenantUnderTest tenant = Shared.TENANT;
        for (String power : POWERS) {
            assertThat(host.anonymous()
                            .post(
                                    "/auth/jwt/create",
                                    Map.of("email", tenant.email(), "password", tenant.password(), power, "owner"))
                            .expect(400)
                            .text("code"))
                    .isEqualTo("unknown_field");
        }
        assertThat(host.signIn(tenant.email(), tenant.password())).isNotNull();
    }
}
