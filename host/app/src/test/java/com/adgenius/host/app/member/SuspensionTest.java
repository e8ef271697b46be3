package com.adgenius.host.app.member;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuspensionTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient administrator = host.administrator();
    private final String path = "/admin/tenants/" + tenant.slug();

    private ApiResponse make(boolean active) {
        String tag = administrator.get(path).expect(200).header("ETag").orElseThrow();
        return administrator
                .with("If-Match", tag)
                .patch(path, Map.of("is_active", active))
                .expect(200);
    }

    private static void suspended(ApiResponse response) {
        assertThat(response.expect(403).text("code")).isEqualTo("tenant_suspended");
    }

    @Test
    void refusesAllWhoWorkThereAtOnceAndSaysWhy() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);
        ApiClient program = host.anonymous()
                .with(
                        "Authorization",
                        "Bearer "
                                + tenant.owner()
                                        .post("/tokens", Map.of("name", "A program", "role", "viewer"))
                                        .expect(201)
                                        .text("secret"));
        editor.get("/tenant").expect(200);
        program.get("/tenant").expect(200);

        make(false);

        suspended(tenant.owner().get("/tenant"));
        suspended(editor.post("/campaigns", Map.of("name", "Spring")));
        suspended(program.get("/tenant"));
        suspended(host.anonymous()
                .with("Host", tenant.slug() + ".localhost")
                .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", tenant.password())));
    }

    @Test
    void endsSessionsForGoodAndLetsPeopleSignInAgainAfterwards() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);
        make(false);
        suspended(editor.get("/tenant"));

        make(true);

        assertThat(editor.get("/tenant").expect(401).text("code")).isEqualTo("not_authenticated");
        tenant.owner().get("/tenant").expect(401);
        host.signIn(tenant.email(), tenant.password()).get("/tenant").expect(200);
    }

    @Test
    void leavesThePeopleTheirOtherTenants() {
        TenantUnderTest other = host.newTenant();
        Guest agency = new Guest(host, other.email(), other.password());
        agency.invitedBy(tenant.owner(), "viewer").expect(201);
        agency.accept(agency.token()).expect(200);

        make(false);

        other.owner().get("/tenant").expect(200);
        assertThat(other.owner()
                        .post("/auth/switch", Map.of("tenant", tenant.slug()))
                        .expect(403)
                        .text("code"))
                .isEqualTo("not_a_member");
    }

    @Test
    void keepsInvitationsWaiting() {
        Guest grace = Guest.at(host);
        grace.invitedBy(tenant.owner(), "viewer").expect(201);
        String token = grace.token();

        make(false);
        suspended(grace.read(token));
        suspended(grace.join(token));
        make(true);

        grace.join(token).expect(201);
    }

    @Test
    void isInThePlatformsAuditAndInTheTenants() {
        ApiResponse change = make(false);
        make(true);

        JsonNode platform = administrator
                .get("/admin/audit?subject=" + tenant.slug() + "&ordering=sequence")
                .expect(200)
                .json();
        assertThat(platform.required("results").findValuesAsText("action"))
                .containsExactly("tenant.created", "tenant.suspended", "tenant.reinstated");
        JsonNode own = host.signIn(tenant.email(), tenant.password())
                .get("/tenant/audit?ordering=sequence")
                .expect(200)
                .json();
        assertThat(own.required("results").findValuesAsText("action"))
                .containsExactly("tenant.suspended", "tenant.reinstated");
        assertThat(own.at("/results/0/details/request_id").asText())
                .isEqualTo(change.header("X-Request-Id").orElseThrow());
    }

    /** What a crash between the suspension and the end of the sessions leaves. */
    @Test
    void endsSessionsThoughTheHostWasCutOff() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);
        editor.get("/tenant").expect(200);

        PublicDatabase.update("tenants", eq("_id", tenant.slug()), set("ending_sessions", "a change"));

        await().atMost(LIMIT).until(() -> editor.get("/tenant").status() == 401);
        await().atMost(LIMIT)
                .until(() -> !PublicDatabase.find("tenants", "_id", tenant.slug())
                        .getFirst()
                        .containsKey("ending_sessions"));
    }
}
