package com.adgenius.host.server.registration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.StartedServers;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.bus.BusSettings;
import com.adgenius.host.server.bus.DeadLetters;
import com.adgenius.host.server.bus.Delivery;
import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.bus.EventType;
import com.adgenius.host.server.bus.Message;
import com.adgenius.host.server.bus.StoredBus;
import com.adgenius.host.server.bus.Subscription;
import com.adgenius.host.server.bus.Verdict;
import com.adgenius.host.server.mail.MailOutbox;
import com.adgenius.host.server.plugin.schema.JsonSchema;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.tenant.TenantAdministration;
import com.adgenius.host.server.tenant.TenantHosts;
import com.adgenius.host.server.tenant.TenantSteps;
import com.adgenius.host.server.tenant.Tenants;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordChanges;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.Users;
import com.adgenius.host.server.vault.Vault;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a registration that is done, by {@code user.registered}, to the mail that welcomes. */
class WelcomeTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String EMAIL = "ada@acme.example";
    private static final Subscription<UserRegistered> KEPT = Subscription.of("test.kept", EventType.USER_REGISTERED);
    private static final Subscription<UserRegistered> SEEN = Subscription.of("test.seen", EventType.USER_REGISTERED);

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();
    private final LinkSecret secret = LinkSecret.next();
    private final String userId = TimeOrderedId.next();
    private final List<Delivery> seen = new CopyOnWriteArrayList<>();

    private StartedServers servers;
    private MongoConnection mongo;
    private Registrations registrations;
    private AccountMails mails;
    private EventBus bus;

    @BeforeEach
    void start() {
        servers = StartedServers.start(folder, "mongodb");
        mongo = MongoConnection.to(servers.address("mongodb"));
        registrations = new Registrations(mongo, clock);
        registrations.provision();
        Users users = new Users(mongo, clock);
        users.provision();
        Vault vault = Vault.open(Optional.of(Base64.getEncoder().encodeToString(new byte[32])), folder.resolve("none"));
        mails = new AccountMails(
                new MailOutbox(mongo, vault, clock),
                users,
                new Memberships(mongo),
                new PasswordChanges(mongo, clock),
                () -> URI.create("http://localhost"),
                clock);
        registrations.add(new Registration(
                secret.hash(),
                userId,
                EMAIL,
                "Ada Lovelace",
                "Acme",
                "$hash",
                clock.instant().plusSeconds(60),
                Optional.empty()));
        bus = bus();
    }

    @AfterEach
    void stop() {
        bus.close();
        mongo.close();
        servers.close();
    }

    /** A node's part of the bus, which handles the event. */
    private EventBus bus() {
        EventBus opened = StoredBus.open(
                new BusSettings(
                        "node",
                        "test",
                        List.of(Duration.ofMillis(50)),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        1_000),
                mongo,
                new DeadLetters(mongo, clock),
                clock);
        opened.declare(KEPT);
        opened.consume(AccountMails.WELCOMES, 1, mails::registered);
        opened.consume(SEEN, 1, (_, delivery) -> {
            seen.add(delivery);
            return Verdict.done();
        });
        return opened;
    }

    private Registering registering() {
        Users users = new Users(mongo, clock);
        PasswordHasher hasher = new PasswordHasher(HostUnderTest.QUICK_HASHING, 1);
        Tenants tenants = new Tenants(mongo);
        TenantAdministration administration = new TenantAdministration(
                mongo,
                tenants,
                new TenantSteps(),
                users,
                new Memberships(mongo),
                hasher,
                new TenantHosts("localhost", tenants),
                new AuditLog(mongo, clock),
                clock);
        return new Registering(
                registrations, mails, users, hasher, administration, new RegistrationTelling(bus), clock);
    }

    private MongoCollection<Document> collection(String name) {
        return mongo.publicDatabase().getCollection(name);
    }

    private Document registration() {
        return Await.one(collection("registrations").find(eq(secret.hash())));
    }

    private List<Document> welcomes() {
        return Await.all(collection("mail_outbox").find(eq("kind", "welcome")).limit(10));
    }

    /** What the subscription has not handled. */
    private List<Document> waiting(Subscription<?> subscription) {
        return Await.all(collection("test_messages")
                .find(eq("queue", subscription.name()))
                .limit(10));
    }

    private void awaitHandled(int deliveries) {
        await().atMost(LIMIT)
                .until(() -> seen.size() == deliveries
                        && waiting(AccountMails.WELCOMES).isEmpty()
                        && waiting(SEEN).isEmpty());
    }

    @Test
    void isSentOnceThoughTheEventComesTwice() {
        Instant before = Instant.now().minusMillis(1);

        Registering.Verified verified = registering().verify(secret.text());
        awaitHandled(1);

        assertThat(verified.tenant()).contains("acme");
        assertThat(registration()).containsEntry("state", "done").doesNotContainKeys("untold", "password");
        Message message = seen.getFirst().message();
        assertThat(message.event()).isEqualTo(new UserRegistered(userId, EMAIL, "Ada Lovelace", "Acme", "acme"));
        assertThat(message.id()).isEqualTo("user.registered:" + userId);
        assertThat(message.tenant()).contains("acme");
        assertThat(message.time()).isBetween(before, Instant.now());
        assertThat(welcomes())
                .singleElement()
                .satisfies(mail -> assertThat(mail).containsEntry("to", EMAIL).containsEntry("tenant", "acme"));

        // As a crash leaves it that comes between the bus and the outbox.
        Await.one(collection("registrations").updateOne(eq(secret.hash()), set("untold", true)));
        registering().resume(10);
        awaitHandled(2);

        assertThat(seen.getLast().message()).isEqualTo(message);
        assertThat(registration()).doesNotContainKey("untold");
        assertThat(welcomes()).hasSize(1);
    }

    @Test
    void isSentAsSoonAsTheBusIsBack() {
        bus.close();

        assertThat(registering().verify(secret.text()).tenant()).contains("acme");
        registering().resume(10);

        assertThat(registration()).containsEntry("state", "done").containsEntry("untold", true);
        assertThat(seen).isEmpty();
        assertThat(welcomes()).isEmpty();

        bus = bus();
        registering().resume(10);
        awaitHandled(1);

        assertThat(registration()).doesNotContainKey("untold");
        assertThat(welcomes()).hasSize(1);

        registering().resume(10);

        assertThat(waiting(KEPT)).as("published once").hasSize(1);
        assertThat(seen).hasSize(1);
    }

    @Test
    void isNotForgottenWithTheRegistration() {
        bus.close();
        registering().verify(secret.text());
        Date longAgo = Date.from(Instant.now().minus(Duration.ofDays(30)));
        Await.one(collection("registrations").updateOne(eq(secret.hash()), set("expires_at", longAgo)));

        registering().sweep();
        bus = bus();
        registering().resume(10);
        awaitHandled(1);
        registering().sweep();

        assertThat(welcomes()).hasSize(1);
        assertThat(Await.all(collection("registrations").find().limit(10))).isEmpty();
    }

    @Test
    void comesFromAnEventByItsSchema() throws IOException {
        registering().verify(secret.text());

        Document envelope = Document.parse(waiting(KEPT).getFirst().getString("body"));

        assertThat(envelope).containsEntry("type", "user.registered").containsEntry("version", 1);
        Document data = envelope.get("data", Document.class);
        assertThat(data)
                .isEqualTo(new Document("user_id", userId)
                        .append("email", EMAIL)
                        .append("name", "Ada Lovelace")
                        .append("company", "Acme")
                        .append("tenant", "acme"));
        assertThat(schema().errors(data)).isEmpty();
        data.remove("name");
        assertThat(schema().errors(data)).as("a planted fault").isNotEmpty();
    }

    /** The longest of each that can be registered. */
    @Test
    void comesAlsoToTheLongestAddress() {
        String domain = ("a".repeat(60) + ".").repeat(3);
        String longest =
                "a".repeat(254 - "@".length() - domain.length() - "example".length()) + "@" + domain + "example";
        LinkSecret other = LinkSecret.next();
        registrations.add(new Registration(
                other.hash(),
                TimeOrderedId.next(),
                longest,
                "n".repeat(100),
                "c".repeat(100),
                "$hash",
                clock.instant().plusSeconds(60),
                Optional.empty()));

        assertThat(longest).hasSize(254);
        registering().verify(other.text());
        awaitHandled(1);

        assertThat(welcomes())
                .singleElement()
                .satisfies(mail -> assertThat(mail).containsEntry("to", longest));
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream content = EventBus.class.getResourceAsStream("schema/user.registered.v1.json")) {
            return JsonSchema.parse(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
