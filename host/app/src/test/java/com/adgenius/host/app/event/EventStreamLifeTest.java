package com.adgenius.host.app.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.EventConnection;
import com.adgenius.host.app.testing.EventConnection.Received;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import com.adgenius.plugin.CreativeKind;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/** How long an event stream lives, and what a reader hears who was away for longer than events are kept. */
class EventStreamLifeTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final ScriptedGenerator TEXT =
            ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"));

    private static final String PASSWORD = "correct horse battery staple";

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();

    EventStreamLifeTest() {
        TEXT.serve(tenant);
    }

    private void make() {
        owner.post("/creatives", TEXT.request("An old pond")).expect(202);
    }

    private static MongoConnection database() {
        return MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    }

    private void removeEventsBefore(long sequence) {
        Tenant scope = new Tenant(
                tenant.slug(),
                tenant.slug(),
                tenant.slug() + ".localhost",
                Tenant.databaseNameOf(tenant.slug()),
                "free",
                true,
                Instant.now());
        try (MongoConnection mongo = database()) {
            TenantScope.run(
                    scope,
                    () -> Await.one(
                            new TenantDatabase(mongo).collection("events").deleteMany(Filters.lt("_id", sequence))));
        }
    }

    private void removeMembers(Role role) {
        try (MongoConnection mongo = database()) {
            Await.one(mongo.publicDatabase()
                    .getCollection("memberships")
                    .deleteMany(Filters.and(Filters.eq("tenant", tenant.slug()), Filters.eq("role", role.value()))));
        }
    }

    @Test
    void aReaderWhoWasAwayTooLongIsToldToReadEverythingAnew() {
        String begin;
        try (EventConnection events = EventConnection.open(owner, "/events")) {
            begin = events.until(EventConnection.BEGIN).getFirst().id();
            make();
            events.until("creative.generated");
        }
        // What the sweep removes after days: the beginning of the log, never its end.
        removeEventsBefore(3);

        try (EventConnection events = EventConnection.after(owner, "/events", begin)) {
            List<Received> received = events.until("stream.reset");
            assertThat(received).hasSize(2);
            assertThat(received.getLast().id()).isNotEqualTo(begin);
            make();
            assertThat(events.until("creative.generated"))
                    .extracting(Received::type)
                    .containsExactly("creative.queued", "creative.running", "creative.progress", "creative.generated");
        }
    }

    @Test
    void aReaderFromTheFutureIsToldToReadEverythingAnew() {
        try (EventConnection events = EventConnection.after(owner, "/events", "7000000-7000000")) {
            assertThat(events.until("stream.reset").getLast().id()).isNotEqualTo("7000000-7000000");
        }
    }

    @Test
    void aQuietStreamBeatsAndOneThatMayNoLongerBeReadEnds() {
        ApiClient viewer = HOST.newMember(tenant, Role.VIEWER);
        ApiClient elsewhere = HOST.signIn(tenant.email(), tenant.password());
        try (EventConnection quiet = EventConnection.open(owner, "/events");
                EventConnection forbidden = EventConnection.open(viewer, "/events");
                EventConnection signedOut = EventConnection.open(elsewhere, "/events")) {
            quiet.until(EventConnection.BEGIN);
            forbidden.until(EventConnection.BEGIN);
            signedOut.until(EventConnection.BEGIN);
            removeMembers(Role.VIEWER);
            elsewhere.post("/auth/logout", "").expect(204);

            assertThat(forbidden.until(EventConnection.END)).hasSize(1);
            assertThat(signedOut.until(EventConnection.END)).hasSize(1);
            quiet.until(EventConnection.COMMENT);
            make();
            assertThat(quiet.until("creative.generated"))
                    .extracting(Received::type)
                    .endsWith("creative.queued", "creative.running", "creative.progress", "creative.generated");
        }
    }

    /** Another administrator of the platform, made by hand. */
    private static User newAdministrator() {
        try (MongoConnection mongo = database()) {
            String hash = new PasswordHasher(HostUnderTest.QUICK_HASHING, 1).hash(PASSWORD);
            String email = "platform-" + UUID.randomUUID() + "@example.com";
            return new Users(mongo, Clock.systemUTC()).add(new Users.NewUser(Optional.empty(), email, hash, true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static EventConnection listening(ApiClient administrator) {
        EventConnection events = EventConnection.open(administrator, "/admin/plugins/events");
        events.until(EventConnection.BEGIN);
        return events;
    }

    private static void change(User user, Bson change) {
        try (MongoConnection mongo = database()) {
            Await.one(mongo.publicDatabase().getCollection("users").updateOne(Filters.eq(user.id()), change));
        }
    }

    @Test
    void anAdministratorsStreamEndsWithTheSessionAndTheRight() {
        ApiClient elsewhere = HOST.administrator();
        User changesPassword = newAdministrator();
        User disabled = newAdministrator();
        User dismissed = newAdministrator();
        try (EventConnection quiet = listening(HOST.administrator());
                EventConnection signedOut = listening(elsewhere);
                EventConnection oldPassword = listening(HOST.signIn(changesPassword.email(), PASSWORD));
                EventConnection ofDisabled = listening(HOST.signIn(disabled.email(), PASSWORD));
                EventConnection ofDismissed = listening(HOST.signIn(dismissed.email(), PASSWORD))) {
            elsewhere.post("/auth/logout", "").expect(204);
            // What a changed password writes, which holds though the message about it be lost.
            change(changesPassword, Updates.inc("session_epoch", 1L));
            change(disabled, Updates.set("is_active", false));
            change(dismissed, Updates.set("is_staff", false));

            for (EventConnection over : List.of(signedOut, oldPassword, ofDisabled, ofDismissed)) {
                over.until(EventConnection.END);
            }
            quiet.until(EventConnection.COMMENT);
        }
    }
}
