package com.adgenius.host.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Dispatcher;
import com.adgenius.host.server.http.HttpServer;
import com.adgenius.host.server.http.HttpSettings;
import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.RouteRegistry;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The time that a refused sign-in takes does not tell whether there is an account. What is compared is the chance that a
 * sign-in to a known account took longer than one to an unknown account, as in the test of Mann and Whitney: one half
 * where time tells nothing, near one or nought where it tells.
 */
class SignInTimingIT {

    private static final int ROUNDS = 40;

    /** Of 40 and 40 the chance has a standard error of 0.065; this is 3.8 of them. */
    private static final double NOISE = 0.25;

    private static final int PER_ACCOUNT = 8;

    private static final HostUnderTest HOST = HostUnderTest.start(usual ->
            usual.toBuilder().passwordHashing(HostUnderTest.NOTICED_HASHING).build());

    @AfterAll
    static void close() {
        HOST.close();
    }

    @Test
    void doesNotTellWhetherThereIsAnAccount() {
        assertThat(chanceThatKnownIsSlower(HOST.anonymous(), accounts())).isBetween(0.5 - NOISE, 0.5 + NOISE);
    }

    @Test
    void wouldTellWithoutAHashForUnknownAccounts() {
        List<String> known = accounts();
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            Users users = new Users(mongo, Clock.systemUTC());
            PasswordHasher hasher = new PasswordHasher(HostUnderTest.NOTICED_HASHING, 1);
            RouteRegistry registry = RouteRegistry.of(List.of(() -> List.of(Route.post("/auth/jwt/create")
                    .says("Planted", "Sign in, faster where there is nobody.")
                    .access(Access.anybody())
                    .accepts(Map.class)
                    .handledBy(call -> planted(call, users, hasher)))));
            Dispatcher dispatcher = new Dispatcher(
                    registry, (_, _) -> Optional.empty(), (_, _, work) -> work.call(), (_, _, _) -> {}, Json.mapper());
            HttpSettings settings = new HttpSettings("127.0.0.1", 0, 0, Duration.ofSeconds(1), 10, 10);
            try (HttpServer server = HttpServer.start(settings, registry, dispatcher, List.of())) {
                ApiClient client = ApiClient.of(URI.create("http://127.0.0.1:" + server.port()));

                assertThat(chanceThatKnownIsSlower(client, known)).isGreaterThan(0.5 + NOISE);
            }
        }
    }

    private static Answer planted(Call call, Users users, PasswordHasher hasher) throws InterruptedException {
        Map<?, ?> body = call.body(Map.class);
        Optional<User> user = users.findByEmail(String.valueOf(body.get("email")));
        if (user.isPresent()
                && hasher.matches(
                        String.valueOf(body.get("password")), user.get().passwordHash())) {
            return Answer.noContent();
        }
        throw ProblemException.of(ProblemCode.INVALID_CREDENTIALS, "The e-mail or the password is wrong.");
    }

    private static List<String> accounts() {
        return IntStream.range(0, ROUNDS / PER_ACCOUNT + 1)
                .mapToObj(_ -> HOST.newTenant())
                .map(TenantUnderTest::email)
                .toList();
    }

    private static double chanceThatKnownIsSlower(ApiClient client, List<String> accounts) {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int round = -4; round < ROUNDS; round++) {
            int account = Math.floorMod(round, accounts.size());
            String address = "10.1." + Math.floorMod(round, 200) + "." + System.nanoTime() % 250;
            ApiClient caller = client.with("X-Forwarded-For", address);
            long slow;
            long other;
            // Which comes first changes, so that whatever the second finds warm is shared by both.
            if (round % 2 == 0) {
                slow = nanos(caller, accounts.get(account));
                other = nanos(
                        caller, "nobody" + round + "@" + accounts.get(account).replaceFirst(".*@", ""));
            } else {
                other = nanos(
                        caller, "nobody" + round + "@" + accounts.get(account).replaceFirst(".*@", ""));
                slow = nanos(caller, accounts.get(account));
            }
            if (round >= 0) {
                known.add(slow);
                unknown.add(other);
            }
        }
        double slower = 0;
        for (long one : known) {
            for (long other : unknown) {
                slower += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        return slower / (known.size() * unknown.size());
    }

    private static long nanos(ApiClient client, String email) {
        long start = System.nanoTime();
        client.post("/auth/jwt/create", Map.of("email", email, "password", "not the password"))
                .expect(401);
        return System.nanoTime() - start;
    }
}
