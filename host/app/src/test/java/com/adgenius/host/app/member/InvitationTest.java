package com.adgenius.host.app.member;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {

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
    void isWhatAddingAMemberMakes() {
        ApiResponse added = owner.post("/tenant/members", Map.of("email", grace.email(), "role", "viewer"))
                .expect(201);

        assertThat(added.header("Location")).contains("/api/v1/tenant/invitations/" + added.text("id"));
        assertThat(owner.get("/tenant/members")
                        .expect(200)
                        .json()
                        .required("count")
                        .asInt())
                .as("nobody is a member without having been asked")
                .isEqualTo(1);
        grace.join(grace.token()).expect(201);
        grace.client().get("/tenant").expect(200);
    }

    @Test
    void isSentOnceForOneKey() {
        ApiClient again = owner.with("Idempotency-Key", "the-first-try");

        String id = grace.invitedBy(again, "viewer").expect(201).text("id");
        ApiResponse replayed = grace.invitedBy(again, "viewer").expect(201);

        assertThat(replayed.text("id")).isEqualTo(id);
        assertThat(replayed.header("Idempotency-Replayed")).contains("true");
    }

    @Test
    void isAcceptedOnce() {
        grace.invitedBy(owner, "viewer").expect(201);
        String token = grace.token();

        List<Integer> statuses = IntStream.range(0, 6)
                .parallel()
                .mapToObj(_ -> grace.join(token).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(201).isSubsetOf(201, 409, 422);
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
}
