package com.adgenius.host.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.storage.RedisConnection;
import com.auth0.jwt.JWT;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.redisson.api.RMap;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.StringCodec;

class SessionRoutesTest {

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();

    private Browser browser() {
        return Browser.signIn(host, tenant);
    }

    @Test
    void givesTheRefreshTokenAsACookieThatScriptsAndOtherSitesDoNotGet() {
        ApiResponse session = host.anonymous()
                .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", tenant.password()))
                .expect(200);
        String value = Browser.cookie(session).replaceFirst("^[^=]*=", "");

        assertThat(session.header("Set-Cookie").orElseThrow())
                .startsWith("__Host-adgenius-refresh=")
                .contains("; Path=/;", "; Secure;", "; HttpOnly;", "; SameSite=Strict;", "; Max-Age=604800")
                .doesNotContain("Domain");
        assertThat(value).matches("[A-Za-z0-9_-]{64}");
        assertThat(session.body()).doesNotContain(value);
        assertThat(session.header("Cache-Control")).contains("no-store");
        ApiResponse refreshed = new Browser(host.anonymous(), "", "__Host-adgenius-refresh=" + value).tryRefresh();
        assertThat(refreshed.expect(200).body())
                .doesNotContain(Browser.cookie(refreshed).replaceFirst("^[^=]*=", ""));
    }

    @Test
    void keepsNoTokenInRedisThatCouldBeShown() {
        Browser browser = browser();
        String value = browser.cookie().replaceFirst("^[^=]*=", "");
        RedisConnection redis =
                RedisConnection.to(EmbeddedServersForTests.shared().redis());
        try {
            List<String> kept = new ArrayList<>();
            redis.client()
                    .getKeys()
                    .getKeys(KeysScanOptions.defaults().pattern("adgenius:session:*"))
                    .forEach(key -> {
                        kept.add(key);
                        RMap<String, String> fields = redis.client().getMap(key, StringCodec.INSTANCE);
                        kept.addAll(fields.readAllValues());
                    });

            assertThat(kept).isNotEmpty();
            assertThat(String.join(" ", kept))
                    .doesNotContain(value, value.substring(0, 21), value.substring(22))
                    .as("the control: what the access token says is there")
                    .contains(sessionId(browser));
        } finally {
            redis.close();
        }
    }

    private static String sessionId(Browser browser) {
        return JWT.decode(browser.access()).getClaim("sid").asString();
    }

    @Test
    void refreshesAndGoesOnInTheSameSessionAndTenant() {
        Browser first = browser();
        Browser second = first.refresh();

        assertThat(second.cookie()).isNotEqualTo(first.cookie());
        assertThat(sessionId(second)).isEqualTo(sessionId(first));
        assertThat(second.signedIn()
                        .get("/auth/me")
                        .expect(200)
                        .json()
                        .at("/tenant/slug")
                        .asText())
                .isEqualTo(tenant.slug());
        second.refresh();
    }

    @Test
    void endsTheFamilyWhenASpentTokenIsReplayed() {
        Browser stolen = browser();
        Browser victim = stolen.refresh();
        victim.signedIn().get("/auth/me").expect(200);
        passGrace(sessionId(stolen));

        ApiResponse replayed = stolen.tryRefresh().expect(401);

        assertThat(replayed.text("code")).isEqualTo("not_authenticated");
        assertThat(replayed.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        victim.tryRefresh().expect(401);
        victim.signedIn().get("/auth/me").expect(401);
        stolen.signedIn().get("/auth/me").expect(401);
        Browser control = browser();
        passGrace(sessionId(control));
        control.refresh().signedIn().get("/auth/me").expect(200);
    }

    /** Makes what was spent look as if it were longer ago than the grace. */
    private static void passGrace(String sessionId) {
        RedisConnection redis =
                RedisConnection.to(EmbeddedServersForTests.shared().redis());
        try {
            RMap<String, String> session = redis.client().getMap("adgenius:session:" + sessionId, StringCodec.INSTANCE);
            session.put("spent", session.get("spent").replaceAll("\"at\":[^,}]+", "\"at\":0"));
        } finally {
            redis.close();
        }
    }

    @Test
    void endsTwentyConcurrentRefreshesInOneLiveLineage() throws Exception {
        Browser browser = browser();
        CyclicBarrier barrier = new CyclicBarrier(20);
        List<Browser> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Browser>> refreshes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                refreshes.add(threads.submit(() -> {
                    barrier.await();
                    return browser.refresh();
                }));
            }
            for (Future<Browser> refresh : refreshes) {
                answers.add(refresh.get());
            }
        }

        Set<String> cookies = answers.stream().map(Browser::cookie).collect(Collectors.toSet());
        assertThat(cookies).hasSize(1).doesNotContain(browser.cookie());
        assertThat(answers).allSatisfy(each -> each.signedIn().get("/auth/me").expect(200));
        passGrace(sessionId(browser));
        answers.getFirst().refresh();
    }

    @Test
    void signsOutAtOnceOnThisNodeAndOthers() {
        Browser browser = browser();
        try (HostUnderTest other = HostUnderTest.start(configuration -> configuration)) {
            Browser there = browser.through(other.anonymous());
            there.signedIn().get("/auth/me").expect(200);

            ApiResponse out = browser.withCookie()
                    .with("Authorization", "Bearer " + browser.access())
                    .post("/auth/logout", "")
                    .expect(204);

            assertThat(out.header("Set-Cookie").orElseThrow())
                    .startsWith("__Host-adgenius-refresh=;")
                    .contains("Max-Age=0");
            browser.signedIn().get("/auth/me").expect(401);
            browser.signedIn().get("/tenant").expect(401);
            browser.tryRefresh().expect(401);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> there.signedIn().get("/auth/me").status() == 401);
            there.tryRefresh().expect(401);
        }
        browser.withCookie().post("/auth/logout", "").expect(204);
        host.anonymous().post("/auth/logout", "").expect(204);
    }

    @Test
    void signsOutByTheCookieAloneAndByTheTokenAlone() {
        Browser one = browser();
        Browser two = browser();

        one.withCookie().post("/auth/logout", "").expect(204);
        one.signedIn().get("/auth/me").expect(401);
        two.signedIn().get("/auth/me").expect(200);
        two.signedIn().post("/auth/logout", "").expect(204);
        two.tryRefresh().expect(401);
    }

    @Test
    void takesOneCookieOfTheNameAndNoneFromElsewhere() {
        Browser browser = browser();
        String token = browser.cookie().replaceFirst("^[^=]*=", "");

        host.anonymous()
                .with("Cookie", browser.cookie() + "; " + browser.cookie())
                .post("/auth/jwt/refresh", "")
                .expect(401);
        host.anonymous()
                .with("Cookie", "adgenius-refresh=" + token)
                .post("/auth/jwt/refresh", "")
                .expect(401);
        host.anonymous()
                .with("Cookie", "__host-adgenius-refresh=" + token)
                .post("/auth/jwt/refresh", "")
                .expect(401);
        host.anonymous().post("/auth/jwt/refresh", Map.of("refresh", token)).expect(401);
        host.anonymous().post("/auth/jwt/refresh?refresh=" + token, "").expect(401);
        browser.refresh();
    }

    @Test
    void refusesASessionAtTheHostOfAnotherTenantAndSpendsNothing() {
        TenantUnderTest other = host.newTenant();
        Browser browser = browser();
        Browser there = browser.through(host.anonymous().with("Host", other.slug() + ".localhost"));

        there.tryRefresh().expect(404);
        there.signedIn().get("/auth/me").expect(404);
        host.anonymous()
                .with("Host", other.slug() + ".localhost")
                .post("/auth/jwt/verify", Map.of("token", browser.access()))
                .expect(404);

        Browser own = browser.through(host.anonymous().with("Host", tenant.slug() + ".localhost"));
        own.refresh().signedIn().get("/auth/me").expect(200);
    }

    @Test
    void switchesTheTenantOfTheSessionAndNotItsLength() {
        String second = "b" + tenant.slug();
        host.administrator()
                .post(
                        "/admin/tenants",
                        Map.of(
                                "slug",
                                second,
                                "name",
                                "Second",
                                "owner",
                                Map.of("email", tenant.email(), "password", "another password")))
                .expect(201);
        Browser browser = browser();

        ApiResponse switched = browser.signedIn()
                .post("/auth/switch", Map.of("tenant", second))
                .expect(200);

        assertThat(switched.text("tenant")).isEqualTo(second);
        assertThat(switched.header("Set-Cookie")).isEmpty();
        assertThat(JWT.decode(switched.text("access")).getExpiresAtAsInstant())
                .isEqualTo(JWT.decode(browser.access()).getExpiresAtAsInstant());
        assertThat(browser.refresh().signedIn().get("/tenant").expect(200).text("slug"))
                .as("the session goes on there")
                .isEqualTo(second);
        assertThat(browser.signedIn()
                        .post("/auth/switch", Map.of("tenant", host.newTenant().slug()))
                        .expect(403)
                        .text("code"))
                .isEqualTo("not_a_member");
        browser.signedIn()
                .post("/auth/switch", Map.of("tenant", "no-such-tenant"))
                .expect(403);
    }

    @Test
    void saysWhoseTokenItIs() {
        ApiResponse verified = host.anonymous()
                .post("/auth/jwt/verify", Map.of("token", browser().access()))
                .expect(200);

        assertThat(verified.json().at("/tenant/slug").asText()).isEqualTo(tenant.slug());
        assertThat(verified.json().at("/tenant/role").asText()).isEqualTo("owner");
        assertThat(verified.text("expires_at")).isNotBlank();
        host.anonymous().post("/auth/jwt/verify", Map.of("token", "nonsense")).expect(401);
    }

    @Test
    void boundsHowOftenAnAccountRefreshes() {
        Browser browser = browser();
        ApiResponse answer = browser.tryRefresh().expect(200);
        for (int i = 0; i < 60 && answer.status() == 200; i++) {
            answer = new Browser(host.anonymous(), "", Browser.cookie(answer)).tryRefresh();
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isPresent();
        Browser.signIn(host, host.newTenant()).refresh();
    }

    @Test
    void servesWithoutRedisButForRefreshingWhichSaysSo() {
        try (HostUnderTest alone = HostUnderTest.start(configuration ->
                configuration.toBuilder().redis("redis://127.0.0.1:1").build())) {
            ApiResponse session = alone.anonymous()
                    .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", tenant.password()))
                    .expect(200);
            assertThat(session.header("Set-Cookie")).isEmpty();
            Browser browser = new Browser(
                    alone.anonymous(), session.text("access"), browser().cookie());

            browser.signedIn().get("/tenant").expect(200);
            ApiResponse refresh = browser.tryRefresh().expect(503);
            assertThat(refresh.header("Retry-After")).isPresent();
            assertThat(refresh.header("Set-Cookie")).as("the cookie is kept").isEmpty();
            browser.signedIn().post("/auth/logout", "").expect(204);
            browser.signedIn().get("/tenant").expect(401);
        }
    }
}
