package com.adgenius.host.app.mail;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.SetClock;
import com.adgenius.host.app.testing.StartedServers;
import com.adgenius.host.server.mail.Mail;
import com.adgenius.host.server.mail.MailComposer;
import com.adgenius.host.server.mail.MailFailedException;
import com.adgenius.host.server.mail.MailFailedException.Kind;
import com.adgenius.host.server.mail.MailOutbox;
import com.adgenius.host.server.mail.MailRequest;
import com.adgenius.host.server.mail.MailSender;
import com.adgenius.host.server.mail.MailWorker;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox on a database of its own, with a clock that the tests move and a mail server that does as it is told. */
class MailOutboxTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final List<Duration> DELAYS = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));

    @TempDir
    static Path folder;

    private static StartedServers servers;
    private static MongoConnection mongo;

    private final SetClock clock = new SetClock();
    private final Server server = new Server();
    private final String key = "greeting/" + UUID.randomUUID();
    private MailOutbox outbox;
    private MailWorker worker;

    /** Takes mails, unless it has a failure to give first. */
    private static final class Server implements MailSender {
        private final List<String> ids = new ArrayList<>();
        private final List<Mail> taken = new ArrayList<>();
        private final Deque<Exception> failures = new ArrayDeque<>();

        @Override
        public void send(String messageId, Mail mail) throws MailFailedException {
            ids.add(messageId);
            switch (failures.poll()) {
                case null -> taken.add(mail);
                case MailFailedException failure -> throw failure;
                case Exception other -> throw new IllegalStateException(other);
            }
        }

        void fails(Kind kind, int times) {
            for (int i = 0; i < times; i++) {
                failures.add(new MailFailedException(kind, "451 not now", new IOException()));
            }
        }
    }

    @BeforeAll
    static void startDatabase() {
        servers = StartedServers.start(folder, "mongodb");
        mongo = MongoConnection.to(servers.address("mongodb"));
    }

    @AfterAll
    static void stopDatabase() {
        mongo.close();
        servers.close();
    }

    @BeforeEach
    void open() {
        outbox = outbox(KEY);
        outbox.provision();
        worker = worker(outbox);
    }

    @AfterEach
    void empty() {
        Await.one(mongo.publicDatabase().getCollection("mail_outbox").deleteMany(new Document()));
    }

    private MailOutbox outbox(String masterKey) {
        return new MailOutbox(mongo, Vault.open(Optional.of(masterKey), folder.resolve("none")), clock);
    }

    private MailWorker worker(MailOutbox from) {
        return new MailWorker(
                from,
                Map.of(
                        "greeting",
                        request -> Optional.of(new Mail(
                                request.to(),
                                "Hello",
                                request.values().getOrDefault("secret", ""),
                                "",
                                Optional.empty())),
                        "nothing",
                        _ -> Optional.empty()),
                server,
                new MailWorker.Settings(1, Duration.ofSeconds(1), DELAYS),
                clock);
    }

    /** No exception of Java's own is a crash, but an error that nobody expects ends a try as one would. */
    private MailWorker dying() {
        MailComposer dies = _ -> {
            throw new AssertionError("the process dies here");
        };
        return new MailWorker(
                outbox,
                Map.of("greeting", dies),
                server,
                new MailWorker.Settings(1, Duration.ofSeconds(1), DELAYS),
                clock);
    }

    private MailRequest greeting() {
        return new MailRequest(
                key,
                "greeting",
                "ada@acme.example",
                Map.of("secret", "open \"sesame\" {$ne: 1}"),
                clock.instant().plus(Duration.ofHours(1)));
    }

    private Document stored() {
        return Await.one(mongo.publicDatabase()
                .getCollection("mail_outbox")
                .find(eq(key))
                .first());
    }

    private String state() {
        return stored().getString("state");
    }

    @Test
    void sendsWhatWasPutInAndForgetsWhatItWasMadeOf() {
        outbox.put(greeting());
        assertThat(stored().toJson()).doesNotContain("sesame");

        assertThat(worker.deliverDue()).isEqualTo(1);

        assertThat(server.taken).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("ada@acme.example");
            assertThat(mail.text()).isEqualTo("open \"sesame\" {$ne: 1}");
        });
        assertThat(state()).isEqualTo("sent");
        assertThat(stored()).doesNotContainKey("sealed");
        assertThat(worker.deliverDue()).isZero();
    }

    @Test
    void sendsAMailOnceHoweverOftenItIsPutIn() {
        outbox.put(greeting());
        outbox.put(greeting());
        worker.deliverDue();
        outbox.put(greeting());
        worker.deliverDue();

        assertThat(server.taken).hasSize(1);
    }

    @Test
    void triesAgainAfterGrowingDelaysWithTheSameMessageId() {
        server.fails(Kind.FOR_NOW, 2);
        outbox.put(greeting());

        worker.deliverDue();
        assertThat(stored().getString("reason")).isEqualTo("451 not now");
        clock.advance(Duration.ofMillis(1_999));
        assertThat(worker.deliverDue()).as("before the first delay is over").isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(worker.deliverDue()).isEqualTo(1);
        clock.advance(Duration.ofMillis(9_999));
        assertThat(worker.deliverDue()).as("before the second delay is over").isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(worker.deliverDue()).isEqualTo(1);

        assertThat(server.taken).hasSize(1);
        assertThat(server.ids).hasSize(3).containsOnly(server.ids.getFirst());
        assertThat(state()).isEqualTo("sent");
    }

    @Test
    void setsAsideWhatFailsAtEachTryWithTheReason() {
        server.fails(Kind.FOR_NOW, 100);
        outbox.put(greeting());

        for (int i = 0; i < 10; i++) {
            worker.deliverDue();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(server.ids).hasSize(DELAYS.size() + 1);
        assertThat(state()).isEqualTo("set_aside");
        assertThat(stored().getString("reason")).isEqualTo("The last of 3 tries failed: 451 not now");
    }

    @Test
    void setsAsideAtOnceWhatTheServerWillNeverTake() {
        server.fails(Kind.FOR_GOOD, 1);
        outbox.put(greeting());

        worker.deliverDue();

        assertThat(server.ids).hasSize(1);
        assertThat(state()).isEqualTo("set_aside");
    }

    @Test
    void goesOnAfterAFaultOfOurs() {
        server.failures.add(new IllegalStateException("a bug"));
        outbox.put(greeting());

        worker.deliverDue();
        clock.advance(DELAYS.getFirst());
        worker.deliverDue();

        assertThat(state()).isEqualTo("sent");
    }

    @Test
    void leavesAMailThatAWorkerHasToItAndTakesItOverWhenThatOneDied() {
        outbox.put(greeting());
        MailWorker dying = dying();
        assertThatThrownBy(dying::deliverDue).hasMessage("the process dies here");

        clock.advance(Duration.ofMinutes(4));
        assertThat(worker.deliverDue()).as("while the lease runs").isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(worker.deliverDue()).isEqualTo(1);

        assertThat(server.taken).hasSize(1);
    }

    @Test
    void setsAsideWhatKillsEachWorker() {
        outbox.put(greeting());
        MailWorker dying = dying();
        for (int i = 0; i < DELAYS.size() + 1; i++) {
            assertThatThrownBy(dying::deliverDue).hasMessage("the process dies here");
            clock.advance(Duration.ofMinutes(6));
        }

        assertThat(worker.deliverDue()).isEqualTo(1);

        assertThat(state()).isEqualTo("set_aside");
        assertThat(stored().getString("reason")).isEqualTo("The process ended at each try");
    }

    @Test
    void dropsWhatIsNotToBeSentAfterAll() {
        outbox.put(new MailRequest(
                key, "nothing", "ada@acme.example", Map.of(), clock.instant().plusSeconds(60)));

        worker.deliverDue();

        assertThat(server.ids).isEmpty();
        assertThat(state()).isEqualTo("dropped");
    }

    @Test
    void sendsNothingThatIsNoLongerUseful() {
        server.fails(Kind.FOR_NOW, 1);
        outbox.put(greeting());
        worker.deliverDue();
        clock.advance(Duration.ofHours(1));

        worker.deliverDue();

        assertThat(server.taken).isEmpty();
        assertThat(state()).isEqualTo("set_aside");
    }

    @Test
    void setsAsideWhatItCannotOpenOrDoesNotKnow() {
        outbox(Base64.getEncoder()
                        .encodeToString("another master key of 32 bytes!!".getBytes(StandardCharsets.US_ASCII)))
                .put(greeting());
        worker.deliverDue();
        assertThat(stored().getString("reason")).contains("another master key");

        empty();
        outbox.put(new MailRequest(
                key, "unknown", "ada@acme.example", Map.of(), clock.instant().plusSeconds(60)));
        worker.deliverDue();
        assertThat(stored().getString("reason")).contains("no mail of the kind \"unknown\"");
    }

    @Test
    void forgetsWhatEndedLongAgo() {
        outbox.put(greeting());
        worker.deliverDue();
        clock.advance(Duration.ofDays(6));
        outbox.sweep();
        assertThat(state()).isEqualTo("sent");

        clock.advance(Duration.ofDays(2));
        outbox.sweep();

        assertThat(Await.first(mongo.publicDatabase()
                        .getCollection("mail_outbox")
                        .find(eq(key))
                        .first()))
                .isEmpty();
    }

    @Test
    void sendsAtOnceWhatIsPutInWhileItWaits() throws Exception {
        try (MailWorker waiting = worker(outbox)) {
            waiting.start();
            outbox.put(greeting());
            await().atMost(Duration.ofSeconds(10)).until(() -> state().equals("sent"));
        }
    }
}
