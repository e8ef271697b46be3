package com.adgenius.host.app.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.PasswordChanges;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.Users;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whether answers tell who has an account: by status, headers, body or time. */
class EnumerationTest {

    private static final int WARM_UP = 15;

    /** A hash takes long, and tells much. */
    private static final int SLOW_ROUNDS = 100;

    private static final int FAST_ROUNDS = 160;

    private static final HostUnderTest HOST = HostUnderTest.start(usual ->
            usual.toBuilder().passwordHashing(HostUnderTest.NOTICED_HASHING).build());

    @AfterAll
    static void close() {
        HOST.close();
    }

    /**
     * Compares as somebody would who asks often: the fastest quarter of each, as what is slower was slowed
     * down by others.
     *
     * @param known nanoseconds for addresses with an account, sorted
     * @param unknown the same for others
     */
    private record Measured(List<Long> known, List<Long> unknown) {

        static Measured of(List<Long> known, List<Long> unknown) {
            return new Measured(fastestQuarter(known), fastestQuarter(unknown));
        }

        private static List<Long> fastestQuarter(List<Long> all) {
            return all.stream().sorted().limit(all.size() / 4).toList();
        }

        /** The chance that a known address takes longer than an unknown one, less one half. */
        double difference() {
            double longer = 0;
            for (long here : known) {
                for (long there : unknown) {
                    longer += here > there ? 1 : here == there ? 0.5 : 0;
                }
            }
            return longer / (known.size() * (double) unknown.size()) - 0.5;
        }

        /** Five standard deviations of that chance where there is no difference: Mann and Whitney. */
        double noise() {
            double size = known.size();
            return 5 * Math.sqrt((2 * size + 1) / (12 * size * size));
        }

        @Override
        public String toString() {
            return "difference %.3f, noise %.3f, µs known %s, unknown %s"
                    .formatted(difference(), noise(), micros(known), micros(unknown));
        }

        private static List<Long> micros(List<Long> nanos) {
            return nanos.stream().map(time -> time / 1_000).toList();
        }
    }

    /** Asks for known and unknown addresses in turn, after some rounds to warm up. */
    private static Measured measure(int rounds, Consumer<String> ask) throws InterruptedException {
        List<String> accounts = accounts(rounds + WARM_UP);
        List<String> others = addresses("other", rounds + WARM_UP);
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < rounds + WARM_UP; i++) {
            boolean knownFirst = i % 2 == 0;
            long first = time(ask, knownFirst ? accounts.get(i) : others.get(i));
            long second = time(ask, knownFirst ? others.get(i) : accounts.get(i));
            if (i >= WARM_UP) {
                known.add(knownFirst ? first : second);
                unknown.add(knownFirst ? second : first);
            }
        }
        return Measured.of(known, unknown);
    }

    private static long time(Consumer<String> ask, String email) {
        long start = System.nanoTime();
        ask.accept(email);
        return System.nanoTime() - start;
    }

    private static List<String> addresses(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> kind + "-" + UUID.randomUUID() + "@acme.example")
                .toList();
    }

    private static List<String> accounts(int count) throws InterruptedException {
        List<String> emails = addresses("known", count);
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            Users users = new Users(mongo, Clock.systemUTC());
            String hash = new PasswordHasher(HostUnderTest.NOTICED_HASHING, 1).hash("twelve green horses");
            emails.forEach(email -> users.add(new Users.NewUser(Optional.empty(), email, hash, false)));
        }
        return emails;
    }

    private ApiResponse register(String email) {
        return HOST.anonymous()
                .post(
                        "/auth/register",
                        Map.of("name", "Ada", "company", "Acme", "email", email, "password", "twelve green horses"));
    }

    private ApiResponse forgot(String email) {
        return HOST.anonymous().post("/auth/password/forgot", Map.of("email", email));
    }

    /** What is the same for everybody: all but the request's id, the date and the address that was sent. */
    private static String shape(ApiResponse answer, String email) {
        String headers = answer.headers().map().entrySet().stream()
                .filter(header -> !List.of("x-request-id", "date").contains(header.getKey()))
                .map(header -> header.getKey() + "=" + header.getValue())
                .sorted()
                .collect(Collectors.joining("|"));
        return answer.status() + "|" + headers + "|" + answer.body().replace(email, "EMAIL");
    }

    @Test
    void answersToKnownAndUnknownAddressesLookTheSame() throws InterruptedException {
        String known = accounts(1).getFirst();
        String unknown = addresses("other", 1).getFirst();
        assertThat(unknown).as("the header says the length").hasSameSizeAs(known);

        assertThat(shape(register(known), known))
                .isEqualTo(shape(register(unknown), unknown))
                .startsWith("201|");
        assertThat(shape(forgot(known), known))
                .isEqualTo(shape(forgot(unknown), unknown))
                .startsWith("202|");
        JsonNode body = register(known).json();
        assertThat(StreamSupport.stream(((Iterable<String>) body::fieldNames).spliterator(), false))
                .containsExactly("email", "expires_in");
    }

    @Test
    void registeringTakesTheSameTime() throws InterruptedException {
        Measured measured = measure(SLOW_ROUNDS, email -> register(email).expect(201));

        assertThat(measured.difference()).as(measured.toString()).isBetween(-measured.noise(), measured.noise());
    }

    @Test
    void forgettingAPasswordTakesTheSameTime() throws InterruptedException {
        Measured measured = measure(FAST_ROUNDS, email -> forgot(email).expect(202));

        assertThat(measured.difference()).as(measured.toString()).isBetween(-measured.noise(), measured.noise());
    }

    @Test
    void invitingTakesTheSameTime() throws InterruptedException {
        // One tenant may not have so many open invitations.
        List<ApiClient> owners =
                IntStream.range(0, 4).mapToObj(_ -> HOST.newTenant().owner()).toList();
        AtomicInteger asked = new AtomicInteger();

        Measured measured = measure(
                FAST_ROUNDS,
                email -> owners.get(asked.getAndIncrement() / 2 % owners.size())
                        .post("/tenant/invitations", Map.of("email", email, "role", "viewer"))
                        .expect(201));

        assertThat(measured.difference()).as(measured.toString()).isBetween(-measured.noise(), measured.noise());
    }

    /** A planted fault: who has an account is answered without the work of making one. */
    @Test
    void aRegistrationThatLooksFirstIsFoundOut() throws InterruptedException {
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            Users users = new Users(mongo, Clock.systemUTC());
            PasswordHasher hasher = new PasswordHasher(HostUnderTest.NOTICED_HASHING, 2);
            Measured measured = measure(SLOW_ROUNDS, email -> {
                forgot(email).expect(202);
                if (users.findByEmail(email).isEmpty()) {
                    hash(hasher);
                }
            });

            assertThat(measured.difference()).as(measured.toString()).isLessThan(-measured.noise());
        }
    }

    /** A smaller one: it opens the reset at once, which is one write more for who has an account. */
    @Test
    void aResetThatIsOpenedAtOnceIsFoundOut() throws InterruptedException {
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            Users users = new Users(mongo, Clock.systemUTC());
            PasswordChanges passwords = new PasswordChanges(mongo, Clock.systemUTC());
            Measured measured = measure(FAST_ROUNDS, email -> {
                forgot(email).expect(202);
                users.findByEmail(email)
                        .ifPresent(user ->
                                passwords.open(user.id(), "hash", Instant.now().plusSeconds(60)));
            });

            assertThat(measured.difference()).as(measured.toString()).isGreaterThan(measured.noise());
        }
    }

    private static void hash(PasswordHasher hasher) {
        try {
            hasher.hash("twelve green horses");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
