package com.adgenius.host.app.member;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EventConnection;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ImpersonationTest {

    private static final String REASON = "Ticket 4711: the export fails";

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient owner = tenant.owner();
    private final ApiClient administrator = host.administrator();
    private final String ownerId =
            owner.get("/auth/me").expect(200).json().at("/user/id").asText();

    private ApiResponse begin(Map<String, ?> body) {
        return administrator.post("/admin/impersonations", body);
    }

    private ApiResponse begin() {
        return begin(Map.of("tenant", tenant.slug(), "user_id", ownerId, "reason", REASON))
                .expect(201);
    }

    private ApiClient client(ApiResponse begun) {
        return host.anonymous().with("Authorization", "Bearer " + begun.text("secret"));
    }

    private static String id(ApiResponse begun) {
        return begun.json().at("/impersonation/id").asText();
    }

    @Test
    void looksAsAMemberForAShortTime() {
        ApiResponse begun = begin();

        JsonNode me = client(begun).get("/auth/me").expect(200).json();

        assertThat(me.at("/user/email").asText()).isEqualTo(tenant.email());
        assertThat(me.at("/tenant/slug").asText()).isEqualTo(tenant.slug());
        assertThat(Duration.between(
                        Instant.now(),
                        Instant.parse(
                                begun.json().at("/impersonation/expires_at").asText())))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        client(begun).get("/campaigns").expect(200);
        client(begun).get("/admin/tenants").expect(403);
        assertThat(PublicDatabase.find("impersonations", "_id", id(begun)).toString())
                .doesNotContain(begun.text("secret"));
    }

    @Test
    void isForAReasonAndWithinBounds() {
        begin(Map.of("tenant", tenant.slug(), "user_id", ownerId)).expect(422);
        begin(Map.of("tenant", tenant.slug(), "user_id", ownerId, "reason", " "))
                .expect(422);
        for (int minutes : List.of(0, -5, 16)) {
            begin(Map.of("tenant", tenant.slug(), "user_id", ownerId, "reason", REASON, "minutes", minutes))
                    .expect(422);
        }
        String stranger = host.newTenant()
                .owner()
                .get("/auth/me")
                .expect(200)
                .json()
                .at("/user/id")
                .asText();
        assertThat(begin(Map.of("tenant", tenant.slug(), "user_id", stranger, "reason", REASON))
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("user_id");
    }

    @Test
    void isTheRightOfThePlatformsAdministratorsAlone() {
        Map<String, String> body = Map.of("tenant", tenant.slug(), "user_id", ownerId, "reason", REASON);

        assertThat(owner.post("/admin/impersonations", body).expect(403).text("code"))
                .isEqualTo("role_required");
        host.newMember(tenant, Role.ADMIN).post("/admin/impersonations", body).expect(403);
        client(begin()).post("/admin/impersonations", body).expect(403);
    }

    /** Of every route that is for people who signed in: tokens, members, invitations, passwords. */
    @TestFactory
    Stream<DynamicTest> decidesNotOnWhoHasAccess() {
        ApiClient looking = client(begin());
        List<InPerson> inPerson = InPerson.ofTenants(host);
        assertThat(inPerson.stream().map(InPerson::path))
                .contains("/tokens", "/tenant/members/{id}", "/tenant/invitations", "/auth/password/change");
        return inPerson.stream()
                .map(route -> dynamicTest(
                        route.toString(),
                        () -> assertThat(route.askedBy(looking).expect(403).text("code"))
                                .isEqualTo("sign_in_required")));
    }

    @Test
    void isOverAtOnceWhenItIsEnded() {
        ApiResponse begun = begin();
        ApiClient looking = client(begun);
        looking.get("/tenant").expect(200);

        try (EventConnection stream = EventConnection.open(looking, "/events")) {
            administrator.delete("/admin/impersonations/" + id(begun)).expect(204);
            looking.get("/tenant").expect(401);
            stream.until(EventConnection.END);
        }
        administrator.delete("/admin/impersonations/" + id(begun)).expect(204);
        administrator.delete("/admin/impersonations/unknown").expect(404);
        owner.get("/tenant").expect(200);
    }

    @Test
    void isOverWhenItsTimeIs() {
        ApiResponse begun = begin();
        client(begun).get("/tenant").expect(200);

        PublicDatabase.update(
                "impersonations",
                eq("_id", id(begun)),
                set("expires_at", Date.from(Instant.now().minusSeconds(1))));

        client(begun).get("/tenant").expect(401);
    }

    @Test
    void isInThePlatformsAuditAndInTheTenantsWithAllThatIsDone() {
        ApiResponse begun = begin();
        client(begun).post("/campaigns", Map.of("name", "Spring")).expect(201);
        administrator.delete("/admin/impersonations/" + id(begun)).expect(204);

        JsonNode own = owner.get("/tenant/audit?ordering=sequence").expect(200).json();
        JsonNode platform = administrator
                .get("/admin/audit?ordering=sequence&subject=impersonation/" + id(begun))
                .expect(200)
                .json();

        assertThat(own.required("results").findValuesAsText("action"))
                .containsExactly("impersonation.begun", "campaign.created", "impersonation.ended");
        assertThat(own.at("/results/0/details/reason").asText()).isEqualTo(REASON);
        assertThat(own.at("/results/0/actor_email").asText()).isEqualTo("admin@adgenius.localhost");
        assertThat(own.at("/results/1/actor_email").asText()).isEqualTo(tenant.email());
        assertThat(own.at("/results/1/details/impersonated_by").asText()).isEqualTo("admin@adgenius.localhost");
        assertThat(own.at("/results/1/details/impersonation").asText()).isEqualTo(id(begun));
        assertThat(platform.required("results").findValuesAsText("action"))
                .containsExactly("impersonation.begun", "impersonation.ended");
    }

    @Test
    void isListedWithoutItsToken() {
        ApiResponse begun = begin();

        String list = administrator.get("/admin/impersonations").expect(200).body();

        assertThat(list).contains(id(begun), REASON).doesNotContain(begun.text("secret"));
    }
}
