package com.adgenius.host.app.registration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.user.PasswordHasher;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What a crash between the steps of a registration leaves in the database, and what the host makes of it. */
class RegistrationResumeTest {

    private final HostUnderTest host = HostUnderTest.shared();
    private final Newcomer ada = Newcomer.at(host);
    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final String userId = TimeOrderedId.next();
    private final String slug = ada.company().toLowerCase(Locale.ROOT).replace(' ', '-');
    private final Date past = Date.from(Instant.now().minusSeconds(1));

    private String hash() {
        try {
            return new PasswordHasher(HostUnderTest.QUICK_HASHING, 1).hash(ada.password());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Document registration(String hash) {
        return new Document("_id", id)
                .append("state", "verified")
                .append("user_id", userId)
                .append("email", ada.email())
                .append("name", ada.name())
                .append("company", ada.company())
                .append("password", hash)
                .append("expires_at", Date.from(Instant.now().plusSeconds(3_600)))
                .append("created_at", past)
                .append("verified_at", past)
                .append("lease_until", past);
    }

    private Document user(String hash) {
        return new Document("_id", userId)
                .append("email", ada.email())
                .append("password", hash)
                .append("first_name", "Ada")
                .append("last_name", "Lovelace")
                .append("is_active", true)
                .append("is_staff", false)
                .append("date_joined", past);
    }

    private Document tenant(String origin, Document provisioning) {
        return new Document("_id", slug)
                .append("name", ada.company())
                .append("domain", slug + ".localhost")
                .append("db_name", "tenant_" + slug + "_db")
                .append("subscription_plan", "free")
                .append("is_active", true)
                .append("created_on", past)
                .append("revision", 1L)
                .append("origin", origin)
                .append("provisioning", provisioning);
    }

    private void completes(String expectedSlug) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> PublicDatabase.find("registrations", "_id", id)
                        .getFirst()
                        .getString("state")
                        .equals("done"));
        assertThat(ada.client().get("/tenant").expect(200).text("slug")).isEqualTo(expectedSlug);
        assertThat(PublicDatabase.find("tenants", "origin", id)).hasSize(1);
        assertThat(PublicDatabase.find("users", "email", ada.email()))
                .singleElement()
                .satisfies(user -> assertThat(user.getString("_id")).isEqualTo(userId));
        MailReader.shared().await(ada.email(), "Welcome to AdGenius");
        assertThat(PublicDatabase.find("registrations", "_id", id).getFirst()).doesNotContainKey("password");
    }

    @Test
    void goesOnAfterTheAddressWasVerified() {
        PublicDatabase.insert("registrations", registration(hash()));

        completes(slug);
    }

    @Test
    void goesOnAfterTheUserWasMade() {
        String hash = hash();
        PublicDatabase.insert("users", user(hash));
        PublicDatabase.insert("registrations", registration(hash));

        completes(slug);
    }

    @Test
    void goesOnWithTheTenantThatItBegan() {
        String hash = hash();
        PublicDatabase.insert("users", user(hash));
        PublicDatabase.insert(
                "tenants",
                tenant(
                        id,
                        new Document("owner_email", ada.email())
                                .append("owner_password", hash)
                                .append("lease_until", past)));
        PublicDatabase.insert("registrations", registration(hash).append("slug", slug));

        completes(slug);
    }

    @Test
    void comesBackSoonWhereAnotherWorkerHasTheTenantInHand() {
        String hash = hash();
        PublicDatabase.insert("users", user(hash));
        PublicDatabase.insert(
                "tenants",
                tenant(
                        id,
                        new Document("owner_email", ada.email())
                                .append("owner_password", hash)
                                .append("lease_until", Date.from(Instant.now().plusSeconds(8)))));
        PublicDatabase.insert("registrations", registration(hash).append("slug", slug));

        completes(slug);
    }

    @Test
    void leavesATenantThatAnotherBeganToThatOne() {
        Newcomer other = Newcomer.at(host);
        String hash = hash();
        PublicDatabase.insert(
                "tenants",
                tenant(
                        "another registration",
                        new Document("owner_email", other.email())
                                .append("owner_password", hash)
                                .append("lease_until", past)));
        PublicDatabase.insert("registrations", registration(hash).append("slug", slug));

        completes(slug + "-2");
    }

    private void awaitTold(String field, String value) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !PublicDatabase.find("registrations", field, value)
                        .getFirst()
                        .containsKey("untold"));
    }

    @Test
    void tellsOfWhatWasDoneAndNotTold() {
        Document registration = registration(hash());
        registration.remove("password");
        registration.remove("lease_until");
        PublicDatabase.insert(
                "registrations",
                registration
                        .append("state", "done")
                        .append("slug", slug)
                        .append("done_at", past)
                        .append("untold", true));

        MailReader.Received welcome = MailReader.shared().await(ada.email(), "Welcome to AdGenius");

        assertThat(welcome.text()).contains("Hello " + ada.name() + ",", ada.company(), slug);
        awaitTold("_id", id);
    }

    @Test
    void welcomesOnceThoughItIsToldTwice() {
        String tenant = ada.join();
        MailReader.shared().await(ada.email(), "Welcome to AdGenius");

        assertThat(PublicDatabase.update("registrations", eq("email", ada.email()), set("untold", true)))
                .isEqualTo(1);
        awaitTold("email", ada.email());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> PublicDatabase.find("adgenius_messages", "tenant", tenant)
                        .isEmpty());

        assertThat(PublicDatabase.find("mail_outbox", "to", ada.email()))
                .filteredOn(mail -> mail.getString("kind").equals("welcome"))
                .hasSize(1);
        assertThat(MailReader.shared().with(ada.email(), "Welcome to AdGenius")).hasSize(1);
    }

    @Test
    void endsTheSessionsAfterANewPasswordAndSaysSo() {
        ada.join();
        PublicDatabase.update("users", eq("email", ada.email()), set("ending_sessions", "the hash of a link"));

        MailReader.shared().await(ada.email(), "Your password was changed");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !PublicDatabase.find("users", "email", ada.email())
                        .getFirst()
                        .containsKey("ending_sessions"));
    }
}
