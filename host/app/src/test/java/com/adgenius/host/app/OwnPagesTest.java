package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.server.http.AllowedOrigins;
import com.adgenius.host.server.http.Edge;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.TrustedProxies;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may ask: on the routes with cookies, and across origins in general. */
class OwnPagesTest {

    private static final String ALLOWED = "https://app.example.com";
    private static final HostUnderTest HOST = HostUnderTest.start(configuration -> configuration.toBuilder()
            .edge(new Edge(AllowedOrigins.parse(ALLOWED), TrustedProxies.parse("127.0.0.1")))
            .build());

    @AfterAll
    static void close() {
        HOST.close();
    }

    private static ApiClient at(String host) {
        return HOST.anonymous().with("Host", host);
    }

    private static ApiResponse ask(ApiClient client, Route route) {
        return client.with("Content-Type", "application/json")
                .send(route.method().text(), route.path(), BodyPublishers.ofString("{}"));
    }

    @TestFactory
    Stream<DynamicTest> routesWithCookiesRefusePagesOfOtherSites() {
        List<Route> routes =
                HOST.host().registry().routes().stream().filter(Route::ownPages).toList();
        assertThat(routes).extracting(Route::path).contains("/auth/jwt/create", "/auth/jwt/refresh", "/auth/logout");
        return routes.stream().map(route -> dynamicTest(route.path(), () -> refusesOtherPages(route)));
    }

    private static void refusesOtherPages(Route route) {
        ApiClient client = at("api.localhost:8080");
        for (String origin : List.of(
                "https://evil.example",
                "null",
                "https://api.localhost",
                "http://api.localhost",
                "http://api.localhost:8081",
                "http://evil-api.localhost:8080",
                "http://api.localhost:8080.evil.example",
                "http://localhost:8080",
                "http://API.localhost:8080",
                "file://",
                "https://app.example.com.evil.example",
                "http://app.example.com",
                "https://APP.example.com",
                "https://app.example.com:444")) {
            ApiResponse refused = ask(client.with("Origin", origin), route);
            assertThat(refused.status()).as(origin).isEqualTo(403);
            assertThat(refused.text("code")).isEqualTo("origin_refused");
            assertThat(refused.text("detail")).as(origin).contains("--cors-origins");
            assertThat(refused.header("Set-Cookie")).isEmpty();
        }
        for (String site : List.of("cross-site", "same-site", "none", "nonsense")) {
            ApiResponse refused = ask(client.with("Sec-Fetch-Site", site), route);
            assertThat(refused.status()).as(site).isEqualTo(403);
            assertThat(refused.text("detail")).as(site).contains("no Origin").doesNotContain("--cors-origins");
        }
        ApiResponse elsewhere = ask(client.with("Origin", ALLOWED).with("Sec-Fetch-Site", "cross-site"), route);
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhere.text("code")).isEqualTo("origin_refused");
        assertThat(elsewhere.text("detail"))
                .contains("another site", "cookie")
                .doesNotContain("--cors-origins", "may not ask here");
        for (String own : List.of("http://api.localhost:8080", "https://api.localhost:8080", ALLOWED)) {
            assertThat(ask(client.with("Origin", own).with("Sec-Fetch-Site", "same-site"), route)
                            .status())
                    .as(own)
                    .isNotEqualTo(403);
        }
        assertThat(ask(client.with("Sec-Fetch-Site", "same-origin"), route).status())
                .isNotEqualTo(403);
        assertThat(ask(client, route).status()).as("no browser").isNotEqualTo(403);
    }

    @Test
    void takesAPageOverHttpForAnotherOriginWhereTheProxyIsOverTls() {
        ApiClient client = at("acme.localhost").with("X-Forwarded-Proto", "https");

        client.with("Origin", "http://acme.localhost").post("/auth/logout", "").expect(403);
        client.with("Origin", "https://acme.localhost").post("/auth/logout", "").expect(204);
        at("acme.localhost:443")
                .with("Origin", "https://acme.localhost")
                .post("/auth/logout", "")
                .expect(204);
    }

    @Test
    void letsPagesOfAllowedOriginsReadAnswersWithCredentials() {
        ApiResponse answer = HOST.anonymous()
                .with("Origin", ALLOWED)
                .get("//.well-known/jwks.json")
                .expect(200);

        assertThat(answer.header("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(answer.header("Access-Control-Allow-Credentials")).contains("true");
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow()).contains("ETag", "X-Request-Id");
        assertThat(answer.header("Vary").orElseThrow()).contains("Origin");
        assertThat(HOST.anonymous()
                        .with("Origin", ALLOWED)
                        .get("/tenant")
                        .expect(401)
                        .header("Access-Control-Allow-Origin"))
                .as("problems are read too")
                .contains(ALLOWED);
    }

    @Test
    void answersPreflightsOfAllowedOrigins() {
        ApiResponse answer = HOST.anonymous()
                .with("Origin", ALLOWED)
                .with("Access-Control-Request-Method", "PATCH")
                .with("Access-Control-Request-Headers", "authorization, if-match")
                .send("OPTIONS", "/tenant", BodyPublishers.noBody())
                .expect(204);

        assertThat(answer.header("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("PATCH", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow()).contains("Authorization", "If-Match");
        assertThat(answer.header("Access-Control-Max-Age")).isPresent();
        HOST.anonymous()
                .with("Origin", ALLOWED)
                .send("OPTIONS", "/tenant", BodyPublishers.noBody())
                .expect(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://app.example.com.evil.example",
                "https://evilapp.example.com",
                "https://app.example.com:8443",
                "http://app.example.com",
                "https://APP.EXAMPLE.COM",
                "null",
                "*"
            })
    void tellsPagesOfOtherOriginsNothing(String origin) {
        ApiClient client = HOST.anonymous().with("Origin", origin);

        ApiResponse preflight = client.with("Access-Control-Request-Method", "GET")
                .send("OPTIONS", "/tenant", BodyPublishers.noBody())
                .expect(403);
        ApiResponse answer = client.get("//.well-known/jwks.json").expect(200);

        assertThat(preflight.text("code")).isEqualTo("origin_refused");
        for (ApiResponse each : List.of(preflight, answer)) {
            assertThat(each.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
            assertThat(each.header("Vary").orElseThrow()).contains("Origin");
        }
    }

    @Test
    void allowsNoOtherOriginByDefault() {
        assertThat(HostUnderTest.shared()
                        .anonymous()
                        .with("Origin", ALLOWED)
                        .get("//.well-known/jwks.json")
                        .expect(200)
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
