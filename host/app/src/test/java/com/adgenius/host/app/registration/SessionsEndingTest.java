package com.adgenius.host.app.registration;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.SetClock;
import com.adgenius.host.app.testing.StartedServers;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.mail.MailOutbox;
import com.adgenius.host.server.registration.AccountMails;
import com.adgenius.host.server.registration.PasswordResets;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordChanges;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.Users;
import com.adgenius.host.server.vault.Vault;
import com.mongodb.client.model.Updates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new password ends sessions though what keeps them is away at first. */
class SessionsEndingTest {

    @TempDir
    private Path folder;

    private final SetClock clock = new SetClock();
    private final List<String> ended = new ArrayList<>();
    private int failures = 1;

    private void end(String userId) {
        if (failures-- > 0) {
            throw new IllegalStateException("The sessions cannot be reached");
        }
        ended.add(userId);
    }

    private AuditNote note(String userId) {
        Principal holder = new Principal(userId, "ada@acme.example", false, Optional.empty());
        return AuditNote.of(
                new Asking(holder, "192.0.2.1", "request"),
                clock.instant(),
                "user.password_reset",
                "user/" + userId,
                Map.of());
    }

    @Test
    void isTriedAgainUntilItIsDoneAndThenNoMore() {
        try (StartedServers servers = StartedServers.start(folder, "mongodb");
                MongoConnection mongo = MongoConnection.to(servers.address("mongodb"))) {
            Users users = new Users(mongo, clock);
            PasswordChanges passwords = new PasswordChanges(mongo, clock);
            Vault vault =
                    Vault.open(Optional.of(Base64.getEncoder().encodeToString(new byte[32])), folder.resolve("none"));
            MailOutbox outbox = new MailOutbox(mongo, vault, clock);
            AccountMails mails = new AccountMails(
                    outbox, users, new Memberships(mongo), passwords, () -> URI.create("http://localhost"), clock);
            PasswordResets resets = new PasswordResets(
                    mails,
                    users,
                    passwords,
                    new PasswordHasher(HostUnderTest.QUICK_HASHING, 1),
                    List.of(this::end),
                    new PublicAuditNotes(mongo, "users", new AuditLog(mongo, clock)),
                    clock);
            passwords.provision();
            String ada = users.add(new Users.NewUser(Optional.empty(), "ada@acme.example", "$old", false))
                    .id();
            String bob = users.add(new Users.NewUser(Optional.empty(), "bob@acme.example", "$old", false))
                    .id();
            passwords.open(ada, "hash", clock.instant().plusSeconds(60));
            assertThat(passwords.reset(ada, "hash", "$new", note(ada))).isTrue();

            resets.resume(10);
            assertThat(ended).as("it failed").isEmpty();
            resets.resume(10);
            resets.resume(10);

            assertThat(ended).containsExactly(ada).doesNotContain(bob);
            assertThat(users.find(ada).orElseThrow().passwordHash()).isEqualTo("$new");
            assertThat(Await.all(mongo.publicDatabase()
                            .getCollection("mail_outbox")
                            .find(eq("to", "ada@acme.example"))
                            .limit(10)))
                    .extracting(document -> document.getString("kind"))
                    .containsExactly("password-changed");
        }
    }

    @Test
    void belongsToASpentLinkOfAnActiveUserAlone() {
        try (StartedServers servers = StartedServers.start(folder, "mongodb");
                MongoConnection mongo = MongoConnection.to(servers.address("mongodb"))) {
            Users users = new Users(mongo, clock);
            PasswordChanges passwords = new PasswordChanges(mongo, clock);
            String ada = users.add(new Users.NewUser(Optional.empty(), "ada@acme.example", "$old", false))
                    .id();
            passwords.open(ada, "hash", clock.instant().plusSeconds(60));

            assertThat(passwords.reset(ada, "other", "$new", note(ada))).isFalse();
            clock.advance(Duration.ofSeconds(60));
            assertThat(passwords.reset(ada, "hash", "$new", note(ada)))
                    .as("expired")
                    .isFalse();
            passwords.open(ada, "hash", clock.instant().plusSeconds(60));
            Await.one(mongo.publicDatabase()
                    .getCollection("users")
                    .updateOne(new Document("_id", ada), Updates.set("is_active", false)));
            assertThat(passwords.reset(ada, "hash", "$new", note(ada)))
                    .as("disabled")
                    .isFalse();
            assertThat(passwords.awaitingEndOfSessions(10)).isEmpty();
        }
    }
}
