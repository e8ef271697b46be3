package com.adgenius.host.app.member;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.user.PasswordHasher;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient owner = tenant.owner();
    private final Guest grace = Guest.at(host);

    private static void refused(ApiResponse response) {
        assertThat(response.expect(422).text("code")).isEqualTo("link_refused");
    }

    @Test
    void leadsWhoHasNoAccountToOneWithThatRole() {
        ApiResponse invited = grace.invitedBy(owner, "editor").expect(201);
        MailReader.Received letter = MailReader.shared().await(grace.email(), Guest.SUBJECT);

        JsonNode offer = grace.read(letter.token()).expect(200).json();
        ApiResponse joined = grace.join(letter.token()).expect(201);

        assertThat(invited.text("status")).isEqualTo("open");
        assertThat(invited.header("Location")).contains("/api/v1/tenant/invitations/" + invited.text("id"));
        assertThat(letter.link()).startsWith(host.host().address() + "/account/invitation#token=");
        assertThat(letter.text()).contains("Tenant " + tenant.slug(), tenant.email(), "editor", "7 days");
        assertThat(offer.path("tenant_name").asText()).isEqualTo("Tenant " + tenant.slug());
        assertThat(offer.path("account").asBoolean(true)).isFalse();
        assertThat(joined.text("tenant")).isEqualTo(tenant.slug());
        JsonNode me = grace.client().get("/auth/me").expect(200).json();
        assertThat(me.at("/tenant/slug").asText()).isEqualTo(tenant.slug());
        assertThat(me.at("/tenant/role").asText()).isEqualTo("editor");
        assertThat(me.at("/user/first_name").asText()).isEqualTo("Grace");
        assertThat(owner.get("/tenant/invitations/" + invited.text("id"))
                        .expect(200)
                        .text("status"))
                .isEqualTo("accepted");
    }

    @Test
    void leadsWhoHasAnAccountToASecondTenant() {
        TenantUnderTest agency = host.newTenant();
        Guest known = new Guest(host, agency.email(), agency.password());
        known.invitedBy(owner, "client").expect(201);
        String token = known.token();

        assertThat(known.read(token).expect(200).json().path("account").asBoolean())
                .isTrue();
        assertThat(known.join(token).expect(409).text("code")).isEqualTo("already_exists");
        ApiClient signedIn = known.client();
        signedIn.post("/auth/invitations/accept", Map.of("token", token)).expect(200);

        ApiResponse switched =
                signedIn.post("/auth/switch", Map.of("tenant", tenant.slug())).expect(200);
        ApiClient there = host.anonymous().with("Authorization", "Bearer " + switched.text("access"));
        assertThat(there.get("/auth/me").expect(200).json().at("/tenant/role").asText())
                .isEqualTo("client");
        assertThat(switched.json().required("tenants").findValuesAsText("role"))
                .containsExactlyInAnyOrder("client", "owner");
        assertThat(signedIn.get("/tenant").expect(200).text("slug")).isEqualTo(agency.slug());
    }

    @Test
    void isAcceptedOnce() {
        grace.invitedBy(owner, "viewer").expect(201);
        String token = grace.token();

        List<Integer> statuses = IntStream.range(0, 6)
                .parallel()
                .mapToObj(_ -> grace.join(token).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409, 422);
        refused(grace.join(token));
        refused(grace.accept(token));
        refused(grace.read(token));
        assertThat(PublicDatabase.find("users", "email", grace.email())).hasSize(1);
        assertThat(owner.get("/tenant/members")
                        .expect(200)
                        .json()
                        .required("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void isForItsAddressAlone() {
        TenantUnderTest other = host.newTenant();
        grace.invitedBy(owner, "editor").expect(201);
        String token = grace.token();

        refused(other.owner().post("/auth/invitations/accept", Map.of("token", token)));
        refused(host.administrator().post("/auth/invitations/accept", Map.of("token", token)));
        host.anonymous()
                .post("/auth/invitations/accept", Map.of("token", token))
                .expect(401);

        grace.join(token).expect(201);
    }

    @Test
    void expires() {
        String id = grace.invitedBy(owner, "editor").expect(201).text("id");
        String token = grace.token();
        PublicDatabase.update(
                "invitations",
                eq("_id", id),
                set("expires_at", Date.from(Instant.now().minusSeconds(1))));

        refused(grace.read(token));
        refused(grace.join(token));
        assertThat(owner.get("/tenant/invitations/" + id).expect(200).text("status"))
                .isEqualTo("expired");
        assertThat(owner.post("/tenant/invitations/" + id + "/resend", "")
                        .expect(200)
                        .text("status"))
                .isEqualTo("open");
        grace.join(grace.token(2)).expect(201);
    }

    @Test
    void isRevoked() {
        String id = grace.invitedBy(owner, "editor").expect(201).text("id");
        String token = grace.token();

        owner.delete("/tenant/invitations/" + id).expect(204);
        owner.delete("/tenant/invitations/" + id).expect(204);

        refused(grace.join(token));
        assertThat(owner.post("/tenant/invitations/" + id + "/resend", "")
                        .expect(409)
                        .text("code"))
                .isEqualTo("conflict");
        grace.invitedBy(owner, "viewer").expect(201);
        grace.join(grace.token(2)).expect(201);
    }

    @Test
    void isSentAgainWithAnotherLink() {
        String id = grace.invitedBy(owner, "editor").expect(201).text("id");
        String first = grace.token();

        assertThat(owner.post("/tenant/invitations/" + id + "/resend", "")
                        .expect(200)
                        .json()
                        .required("sent")
                        .asInt())
                .isEqualTo(2);

        String second = grace.token(2);
        refused(grace.join(first));
        grace.join(second).expect(201);
        assertThat(owner.post("/tenant/invitations/" + id + "/resend", "")
                        .expect(409)
                        .text("code"))
                .isEqualTo("conflict");
        assertThat(owner.delete("/tenant/invitations/" + id).expect(409).text("code"))
                .isEqualTo("conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxI", "{\"$ne\":null}", "../invitations"})
    void takesNoTokensThatAreNone(String token) {
        refused(grace.read(token));
        refused(grace.join(token));
    }

    @Test
    void givesNoRoleAboveTheInvitersOwn() {
        ApiClient admin = host.newMember(tenant, Role.ADMIN);

        assertThat(grace.invitedBy(admin, "owner").expect(403).text("code")).isEqualTo("role_required");
        grace.invitedBy(admin, "admin").expect(201);
        Guest other = Guest.at(host);
        String id = other.invitedBy(owner, "owner").expect(201).text("id");
        assertThat(admin.delete("/tenant/invitations/" + id).expect(403).text("code"))
                .isEqualTo("role_required");
        admin.post("/tenant/invitations/" + id + "/resend", "").expect(403);
    }

    @Test
    void isWorthNothingWhenTheInviterMayNotInviteAnyMore() {
        ApiClient admin = host.newMember(tenant, Role.ADMIN);
        String adminId = admin.get("/auth/me").expect(200).json().at("/user/id").asText();
        grace.invitedBy(admin, "admin").expect(201);
        String token = grace.token();
        grace.read(token).expect(200);

        owner.delete("/tenant/members/" + adminId).expect(204);

        refused(grace.read(token));
        refused(grace.join(token));
    }

    @Test
    void isOneForAnAddressHoweverItIsWritten() {
        grace.invitedBy(owner, "editor").expect(201);
        Guest shouting = new Guest(host, " " + grace.email().toUpperCase(Locale.ROOT), grace.password());

        assertThat(shouting.invitedBy(owner, "viewer").expect(409).text("code")).isEqualTo("already_exists");
        assertThat(new Guest(host, tenant.email(), "")
                        .invitedBy(owner, "viewer")
                        .expect(409)
                        .text("code"))
                .as("a member of this tenant, which its administrator may know")
                .isEqualTo("already_exists");
        grace.invitedBy(host.newTenant().owner(), "viewer").expect(201);
    }

    @Test
    void looksTheSameForKnownAndUnknownAddresses() {
        Guest known = new Guest(host, host.newTenant().email(), "");
        Guest unknown = new Guest(host, "owner@" + UUID.randomUUID().toString().substring(0, 13) + ".example", "");
        assertThat(unknown.email()).as("the header says the length").hasSameSizeAs(known.email());

        assertThat(shape(known.invitedBy(owner, "editor"), known.email()))
                .isEqualTo(shape(unknown.invitedBy(owner, "editor"), unknown.email()))
                .startsWith("201|");
        assertThat(MailReader.shared()
                        .await(known.email(), Guest.SUBJECT)
                        .text()
                        .replaceAll("#token=\\S+", ""))
                .isEqualTo(MailReader.shared()
                        .await(unknown.email(), Guest.SUBJECT)
                        .text()
                        .replaceAll("#token=\\S+", ""));
    }

    /** What is the same for everybody: all but ids, times and the address that was sent. */
    private static String shape(ApiResponse answer, String email) {
        String headers = answer.headers().map().entrySet().stream()
                .filter(header -> !List.of("x-request-id", "date").contains(header.getKey()))
                .map(header -> header.getKey() + "=" + header.getValue())
                .sorted()
                .collect(Collectors.joining("|"));
        return (answer.status() + "|" + headers + "|" + answer.body())
                .replace(email, "EMAIL")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("\"20[^\"]+Z\"", "TIME")
                .replaceAll("content-length=\\[\\d+]", "LENGTH");
    }

    @Test
    void isListedAndFiltered() {
        grace.invitedBy(owner, "editor").expect(201);
        Guest second = Guest.at(host);
        String revoked = second.invitedBy(owner, "viewer").expect(201).text("id");
        owner.delete("/tenant/invitations/" + revoked).expect(204);

        assertThat(owner.get("/tenant/invitations")
                        .expect(200)
                        .json()
                        .required("results")
                        .findValuesAsText("email"))
                .containsExactly(second.email(), grace.email());
        assertThat(owner.get("/tenant/invitations?status=open")
                        .expect(200)
                        .json()
                        .required("results")
                        .findValuesAsText("email"))
                .containsExactly(grace.email());
        owner.get("/tenant/invitations?status=secret").expect(400);
        TenantUnderTest other = host.newTenant();
        other.owner().get("/tenant/invitations/" + revoked).expect(404);
        other.owner().delete("/tenant/invitations/" + revoked).expect(404);
        other.owner().post("/tenant/invitations/" + revoked + "/resend", "").expect(404);
    }

    @Test
    void keepsNoSecretInTheClear() {
        String id = grace.invitedBy(owner, "editor").expect(201).text("id");
        String token = grace.token();
        String stored = PublicDatabase.find("invitations", "_id", id).toString()
                + PublicDatabase.find("mail_outbox", "to", grace.email());
        assertThat(stored).contains(grace.email()).doesNotContain(token);

        grace.join(token).expect(201);

        assertThat(PublicDatabase.find("invitations", "_id", id).toString())
                .doesNotContain(grace.password(), "$argon2id$");
    }

    @Test
    void isRefusedBeyondTheBoundAndSaysWhatToDo() {
        Instant now = Instant.now();
        for (int i = 0; i < 100; i++) {
            PublicDatabase.insert(
                    "invitations",
                    new Document("_id", TimeOrderedId.next())
                            .append("tenant", tenant.slug())
                            .append("email", i + "@guest.example")
                            .append("role", "viewer")
                            .append("invited_by", "somebody")
                            .append("created_at", Date.from(now))
                            .append("expires_at", Date.from(now.plusSeconds(3_600)))
                            .append("sent", 1)
                            .append("state", "open")
                            .append("place", tenant.slug() + " " + i + "@guest.example"));
        }

        ApiResponse refused = grace.invitedBy(owner, "viewer").expect(422);

        assertThat(refused.text("code")).isEqualTo("limit_reached");
        assertThat(refused.text("detail")).contains("100", "Revoke");
        PublicDatabase.update(
                "invitations", eq("email", "0@guest.example"), combine(set("state", "revoked"), unset("place")));
        grace.invitedBy(owner, "viewer").expect(201);
    }

    @Test
    void asksForPatienceAfterAFewMailsToOneAddress() {
        String id = grace.invitedBy(owner, "viewer").expect(201).text("id");
        for (int i = 0; i < 4; i++) {
            owner.post("/tenant/invitations/" + id + "/resend", "").expect(200);
        }

        ApiResponse refused =
                owner.post("/tenant/invitations/" + id + "/resend", "").expect(429);

        assertThat(refused.text("code")).isEqualTo("rate_limited");
        assertThat(refused.header("Retry-After")).contains("3600");
        Guest.at(host).invitedBy(owner, "viewer").expect(201);
    }

    @Test
    void isAuditedFromTheFirstToTheMembership() {
        String id = grace.invitedBy(owner, "viewer").expect(201).text("id");
        owner.post("/tenant/invitations/" + id + "/resend", "").expect(200);
        grace.join(grace.token(2)).expect(201);

        String audit = owner.get("/tenant/audit/export").expect(200).body();

        assertThat(audit.lines().map(InvitationTest::action))
                .containsExactly("invitation.created", "invitation.resent", "member.joined");
        assertThat(audit).contains(grace.email(), "\"request_id\"", "\"address\"");
    }

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
        String hash = new PasswordHasher(1).hash(grace.password());
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
                                .map(InvitationTest::action)
                                .filter("member.joined"::equals))
                        .hasSize(1));
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
