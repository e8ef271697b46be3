package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the registry promises, asked of every route that there is: a route that is added is tested by being there. */
class EveryRouteTest {

    private static final List<String> OPERATORS =
            List.of("{\"$ne\": null}", "{\"$where\": \"sleep(1)\"}", "{\"$gt\": \"\"}", "[\"$ne\"]");

    private static final String UNKNOWN = "0198c0de-0000-7000-8000-000000000000";

    private final HostUnderTest host = HostUnderTest.shared();

    private List<Route> routes() {
        return host.host().registry().routes();
    }

    private Stream<DynamicTest> each(Predicate<Route> which, Consumer<Route> check) {
        List<Route> chosen = routes().stream().filter(which).toList();
        assertThat(chosen).isNotEmpty();
        return chosen.stream()
                .map(route -> dynamicTest(route.method().text() + " " + route.fullPath(), () -> check.accept(route)));
    }

    private static String path(Route route) {
        String path = route.path().replaceAll("\\{[^}]*}", UNKNOWN);
        return route.base().isEmpty() ? "/" + path : path;
    }

    private static boolean needsToken(Route route) {
        return route.access().scope() != Access.Scope.PUBLIC;
    }

    private static boolean readsJson(Route route) {
        return route.input().flatMap(Route.Input::json).isPresent();
    }

    /** A client that may call the route. */
    private ApiClient allowed(Route route) {
        return switch (route.access().scope()) {
            case PUBLIC -> host.anonymous();
            case PLATFORM -> host.administrator();
            case USER, TENANT -> tenant().owner();
        };
    }

    private TenantUnderTest tenant() {
        return Shared.TENANT;
    }

    private static final class Shared {
        static final TenantUnderTest TENANT = HostUnderTest.shared().newTenant();
        static final Map<Role, ApiClient> MEMBERS = Arrays.stream(Role.values())
                .collect(Collectors.toMap(
                        role -> role, role -> HostUnderTest.shared().newMember(TENANT, role)));
    }

    private static ApiResponse send(ApiClient client, Route route, String mediaType, byte[] body) {
        return client.with("Content-Type", mediaType)
                .send(route.method().text(), path(route), BodyPublishers.ofByteArray(body));
    }

    @TestFactory
    Stream<DynamicTest> refusesCallersWithoutAToken() {
        return each(EveryRouteTest::needsToken, route -> {
            ApiResponse response = host.anonymous().send(route.method().text(), path(route), BodyPublishers.noBody());
            assertThat(response.status()).as(response.body()).isEqualTo(401);
            assertThat(response.text("code")).isEqualTo("not_authenticated");
            assertThat(response.header("X-Request-Id")).contains(response.text("request_id"));
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesCallersOfAnotherRole() {
        return each(
                route -> Set.of(Access.Scope.TENANT, Access.Scope.PLATFORM)
                        .contains(route.access().scope()),
                route -> {
                    ApiClient other =
                            route.access().scope() == Access.Scope.PLATFORM ? tenant().owner() : host.administrator();
                    ApiResponse response = other.send(route.method().text(), path(route), BodyPublishers.noBody());
                    assertThat(response.status()).as(response.body()).isEqualTo(403);
                    assertThat(response.text("code")).isIn("role_required", "tenant_required");
                });
    }

    @TestFactory
    Stream<DynamicTest> refusesMembersWhoseRoleMayNot() {
        return Arrays.stream(Role.values()).flatMap(role -> {
            ApiClient member = Shared.MEMBERS.get(role);
            return routes().stream()
                    .filter(route -> route.access().scope() == Access.Scope.TENANT)
                    .filter(route -> !route.access().allows(role))
                    .map(route ->
                            dynamicTest(role.value() + ": " + route.method().text() + " " + route.fullPath(), () -> {
                                ApiResponse response =
                                        member.send(route.method().text(), path(route), BodyPublishers.noBody());
                                assertThat(response.status())
                                        .as(response.body())
                                        .isEqualTo(403);
                                assertThat(response.text("code")).isEqualTo("role_required");
                            }));
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesFieldsItDoesNotKnow() {
        return each(EveryRouteTest::readsJson, route -> {
            ApiResponse response = send(
                    allowed(route),
                    route,
                    "application/json",
                    "{\"surely_nobody_knows_this\": 1}".getBytes(StandardCharsets.UTF_8));
            assertThat(response.status()).as(response.body()).isEqualTo(400);
            assertThat(response.text("code")).isEqualTo("unknown_field");
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesBodiesThatAreTooLarge() {
        return each(EveryRouteTest::readsJson, route -> {
            byte[] body = new byte[(int) route.input().orElseThrow().limit() + 1];
            Arrays.fill(body, (byte) ' ');
            assertThat(send(allowed(route), route, "application/json", body).status())
                    .isEqualTo(413);
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesBodiesOfAnotherMediaType() {
        return each(
                route -> route.input().isPresent()
                        && !route.input().get().mediaTypes().contains("*/*"),
                route -> {
                    ApiResponse response =
                            send(allowed(route), route, "application/x-nobody-reads-this", new byte[] {1, 2});
                    assertThat(response.status()).as(response.body()).isEqualTo(415);
                });
    }

    @TestFactory
    Stream<DynamicTest> refusesMethodsThatThePathDoesNotKnow() {
        Set<String> paths = routes().stream().map(Route::fullPath).collect(Collectors.toSet());
        assertThat(paths).isNotEmpty();
        return each(_ -> true, route -> {
            Set<String> known = routes().stream()
                    .filter(other -> other.fullPath().equals(route.fullPath()))
                    .map(other -> other.method().text())
                    .collect(Collectors.toSet());
            // A fixed segment can stand where another path has a parameter; then the other's methods answer as well.
            if (known.contains("DELETE") || overlaps(route)) {
                return;
            }
            ApiResponse response = allowed(route).delete(path(route));
            assertThat(response.status()).as(response.body()).isEqualTo(405);
            assertThat(response.header("Allow").orElse("").split(", ")).containsExactlyInAnyOrderElementsOf(known);
        });
    }

    private boolean overlaps(Route route) {
        String concrete = route.fullPath().replaceAll("\\{[^}]*}", UNKNOWN);
        return routes().stream()
                .filter(other -> !other.fullPath().equals(route.fullPath()))
                .anyMatch(other -> concrete.matches(other.fullPath().replaceAll("\\{[^}]*}", "[^/]+")));
    }

    @TestFactory
    Stream<DynamicTest> refusesOperatorsWhereATextBelongs() {
        JsonNode document =
                host.anonymous().get("//api/openapi.json").expect(200).json();
        return each(EveryRouteTest::readsJson, route -> {
            for (String field : textFields(document, route)) {
                for (String value : OPERATORS) {
                    ApiResponse response = send(
                            allowed(route),
                            route,
                            "application/json",
                            ("{\"" + field + "\": " + value + "}").getBytes(StandardCharsets.UTF_8));
                    assertThat(response.status())
                            .as(field + ": " + response.body())
                            .isBetween(400, 499);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesOperatorsAndPathsInPlaceOfFields() {
        return each(EveryRouteTest::readsJson, route -> {
            for (String field : List.of("$where", "$set", "tenant.role", "__proto__")) {
                ApiResponse response = send(
                        allowed(route),
                        route,
                        "application/json",
                        ("{\"" + field + "\": \"1\"}").getBytes(StandardCharsets.UTF_8));
                assertThat(response.status()).as(field + ": " + response.body()).isEqualTo(400);
                assertThat(response.text("code")).isEqualTo("unknown_field");
            }
        });
    }

    private static List<String> textFields(JsonNode document, Route route) {
        String name = document.required("paths")
                .path(route.fullPath())
                .path(route.method().text().toLowerCase(Locale.ROOT))
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText();
        JsonNode properties = document.at(name.isEmpty() ? "/nothing" : name.substring(1) + "/properties");
        return StreamSupport.stream(((Iterable<String>) properties::fieldNames).spliterator(), false)
                .filter(field -> properties.path(field).path("type").toString().contains("\"string\""))
                .toList();
    }

    @Test
    void answersUnknownPathsAsProblems() {
        ApiResponse response =
                host.anonymous().get("/surely/nobody/answers/this").expect(404);

        assertThat(response.header("Content-Type")).contains("application/problem+json");
        assertThat(response.text("code")).isEqualTo("not_found");
        assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.header("X-Frame-Options")).contains("DENY");
    }

    @Test
    void acceptsATrailingSlash() {
        tenant().owner().get("/tenant/").expect(200);
    }
}
