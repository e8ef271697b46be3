package com.adgenius.host.app.member;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.user.PasswordHasher;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash in the middle of an acceptance leaves, and what the host makes of it. */
class InvitationResumeTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient owner = tenant.owner();
    private final Guest grace = Guest.at(host);

    private static String action(String line) {
        return line.replaceAll(".*\"action\":\"([^\"]+)\".*", "$1");
    }

    /** What a crash after the link was spent leaves; with a user that was made already, or not. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isCompletedThoughTheHostWasCutOff(boolean userMade) throws InterruptedException {
        String id = grace.invitedBy(owner, "editor").expect(201).text("id");
        grace.token();
        String userId = TimeOrderedId.next();
        String hash = new PasswordHasher(HostUnderTest.QUICK_HASHING, 1).hash(grace.password());
        if (userMade) {
            PublicDatabase.insert(
                    "users",
                    new Document("_id", userId)
                            .append("email", grace.email())
                            .append("password", hash)
                            .append("first_name", "Grace")
                            .append("last_name", "Hopper")
                            .append("is_active", true)
                            .append("is_staff", false)
                            .append("date_joined", new Date()));
        }
        PublicDatabase.update(
                "invitations",
                eq("_id", id),
                combine(
                        set("state", "accepted"),
                        set(
                                "acceptance",
                                new Document("user_id", userId)
                                        .append("name", "Grace Hopper")
                                        .append("password", hash)
                                        .append("address", "192.0.2.1")
                                        .append("request_id", "cut off")),
                        set("lease_until", Date.from(Instant.now().minusSeconds(1)))));

        await().atMost(LIMIT)
                .until(() -> PublicDatabase.find("invitations", "_id", id)
                        .getFirst()
                        .getString("state")
                        .equals("done"));

        assertThat(grace.client()
                        .get("/auth/me")
                        .expect(200)
                        .json()
                        .at("/tenant/role")
                        .asText())
                .isEqualTo("editor");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(owner.get("/tenant/audit/export")
                                .expect(200)
                                .body()
                                .lines()
                                .map(InvitationResumeTest::action)
                                .filter("member.joined"::equals))
                        .hasSize(1));
        assertThat(MailReader.shared()
                        .await(grace.email(), "Welcome to AdGenius")
                        .text())
                .contains("Hello Grace Hopper,", tenant.slug());
    }

    /** As a crash leaves it that comes between the bus and the outbox. */
    @Test
    void welcomesOnceThoughItIsToldTwice() {
        String id = grace.invitedBy(owner, "editor").expect(201).text("id");
        grace.join(grace.token()).expect(201);
        MailReader.shared().await(grace.email(), "Welcome to AdGenius");
        Document user = PublicDatabase.find("users", "email", grace.email()).getFirst();

        PublicDatabase.update(
                "invitations",
                eq("_id", id),
                set(
                        "untold",
                        new Document("at", new Date())
                                .append("user_id", user.getString("_id"))
                                .append("name", "Grace Hopper")
                                .append("company", "Tenant " + tenant.slug())));
        await().atMost(LIMIT)
                .until(() -> !PublicDatabase.find("invitations", "_id", id)
                                .getFirst()
                                .containsKey("untold")
                        && PublicDatabase.find("adgenius_messages", "tenant", tenant.slug())
                                .isEmpty());

        assertThat(PublicDatabase.find("mail_outbox", "to", grace.email()))
                .filteredOn(mail -> mail.getString("kind").startsWith("welcome"))
                .hasSize(1);
        assertThat(MailReader.shared().with(grace.email(), "Welcome to AdGenius"))
                .hasSize(1);
    }

    @Test
    void worksAgainWhenTheAddressGotAnotherAccountMeanwhile() {
        String id = grace.invitedBy(owner, "editor").expect(201).text("id");
        String token = grace.token();
        Guest elsewhere = new Guest(host, grace.email(), "seven yellow boats at home");
        TenantUnderTest other = host.newTenant();
        elsewhere.invitedBy(other.owner(), "viewer").expect(201);
        elsewhere.join(grace.token(2)).expect(201);
        PublicDatabase.update(
                "invitations",
                eq("_id", id),
                combine(
                        set("state", "accepted"),
                        set(
                                "acceptance",
                                new Document("user_id", TimeOrderedId.next())
                                        .append("name", "Grace Hopper")
                                        .append("password", "$argon2id$")
                                        .append("address", "192.0.2.1")
                                        .append("request_id", "cut off")),
                        set("lease_until", Date.from(Instant.now().minusSeconds(1)))));

        await().atMost(LIMIT)
                .until(() -> PublicDatabase.find("invitations", "_id", id)
                        .getFirst()
                        .getString("state")
                        .equals("open"));
        elsewhere.accept(token).expect(200);

        assertThat(owner.get("/tenant/members")
                        .expect(200)
                        .json()
                        .required("count")
                        .asInt())
                .isEqualTo(2);
    }
}
