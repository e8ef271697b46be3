package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.proof.Outcomes.AfterTheEnd;
import com.adgenius.host.app.proof.Outcomes.Degraded;
import com.adgenius.host.app.proof.Outcomes.Meaning;
import com.adgenius.host.app.proof.Outcomes.Outage;
import com.adgenius.host.app.proof.Outcomes.Outcome;
import com.adgenius.host.app.proof.Outcomes.Plain;
import com.adgenius.host.app.proof.Outcomes.Revision;
import com.adgenius.host.app.proof.RedisTraffic.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose Redis is stopped, and killed, and started again under traffic: slower, not wrong. */
class RedisAwayIT {

    private static final String EMAIL = "owner@studio.example";
    private static final String PASSWORD = "correct horse battery studio";

    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Of each request, in each time with Redis and without. */
    private static final int ENOUGH = 3;

    @TempDir
    private Path folder;

    private final Outcomes outcomes = new Outcomes();
    private final List<Outage> outages = new ArrayList<>();

    @Test
    void withoutRedisNothingFailsThatIsNotDocumentedAndNothingIsForgottenOrRevived() throws Exception {
        try (RedisServer redis = RedisServer.start(folder.resolve("redis"));
                HostProcess host = HostProcess.start(folder.resolve("data"), "--redis", redis.address())) {
            Api.administrator(host).tenant("studio");
            RedisTraffic traffic = new RedisTraffic(Api.at(host.address()), EMAIL, PASSWORD, outcomes);
            try (traffic) {
                traffic.start();
                traffic.signOut(traffic.signIn());
                awaitTraffic(System.nanoTime(), false);
                for (Runnable end : List.<Runnable>of(redis::stop, redis::kill)) {
                    goAway(redis, end, traffic);
                }
            }
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> traffic.unfinished().isEmpty());
        }
        System.out.println("Redis away: " + summary());
        assertThat(outcomes.faults(outages)).isEmpty();
    }

    /** An outage, in which one session ends and another waits for its end. */
    private void goAway(RedisServer redis, Runnable end, RedisTraffic traffic) throws Exception {
        Session leaves = traffic.signIn();
        Session waits = traffic.signIn();
        long since = System.nanoTime();
        end.run();
        traffic.signOut(leaves);
        awaitTraffic(since, true);
        await().atMost(LIMIT).until(() -> System.nanoTime() - since > AWAY.toNanos());
        redis.resume();
        outages.add(new Outage(since, System.nanoTime()));

        long back = System.nanoTime();
        Optional<Session> goesOn = await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> traffic.refresh(waits), Optional::isPresent);
        traffic.me(goesOn.orElseThrow());
        awaitTraffic(back, false);
    }

    /** Waits until there was enough of each request since then, and of what is documented for the time without Redis. */
    private void awaitTraffic(long since, boolean degraded) {
        Set<String> requests = outcomes.all().stream().map(Outcome::request).collect(Collectors.toSet());
        requests.removeAll(Set.of(RedisTraffic.SIGN_OUT, RedisTraffic.ROUND));
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> requests.stream()
                        .allMatch(request -> outcomes.count(outcome -> outcome.sent() - since > 0
                                        && outcome.request().equals(request)
                                        && (outcome.degraded() == degraded || !canDegrade(request)))
                                >= ENOUGH));
    }

    private static boolean canDegrade(String request) {
        return Set.of(RedisTraffic.SIGN_IN, RedisTraffic.REFRESH).contains(request);
    }

    private String summary() {
        return outcomes.all().stream()
                        .collect(Collectors.groupingBy(
                                outcome -> outcome.request() + " " + outcome.status(),
                                TreeMap::new,
                                Collectors.counting()))
                + ", degraded as documented: " + outcomes.count(Outcome::degraded) + ", outages of "
                + outages.stream()
                        .map(outage -> (outage.until() - outage.since()) / 1_000_000 + " ms")
                        .toList();
    }

    @Test
    void anUndocumentedFailureAStaleReadAndARevivedSessionWouldBeReported() {
        long second = Duration.ofSeconds(1).toNanos();
        Outage outage = new Outage(10 * second, 20 * second);
        plant("GET /tenant/brand", 11 * second, 200, new Revision("brand", 7));
        plant("GET /campaigns/{id}/summary", 12 * second, 200, new Revision("summary", 3));
        plant(RedisTraffic.REFRESH, 12 * second, 503, new Degraded());
        plant(RedisTraffic.REFRESH, 22 * second, 503, new Degraded());
        plant(RedisTraffic.ME, 13 * second, 401, new AfterTheEnd());
        assertThat(outcomes.faults(List.of(outage))).isEmpty();

        plant("GET /formats", 13 * second, 500, new Plain());
        plant("GET /tenant/brand", 14 * second, 200, new Revision("brand", 6));
        plant(RedisTraffic.ME, 15 * second, 200, new AfterTheEnd());
        plant(RedisTraffic.REFRESH, 15 * second, 503, new Plain());
        plant(RedisTraffic.REFRESH, 15 * second, 401, new Plain());
        plant(RedisTraffic.SIGN_IN, 30 * second, 200, new Degraded());

        assertThat(outcomes.faults(List.of(outage)))
                .containsExactly(
                        "GET /formats answered 500",
                        "GET /tenant/brand told of revision 6 after 7",
                        "GET /auth/me of a session that was ended answered 200",
                        "POST /auth/jwt/refresh answered 503",
                        "POST /auth/jwt/refresh answered 401",
                        "POST /auth/jwt/create was degraded though Redis was there");
    }

    private void plant(String request, long sent, int status, Meaning meaning) {
        outcomes.add(new Outcome(request, sent, sent + 1_000_000, status, meaning));
    }
}
