package com.adgenius.host.app.leaving;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.QuickHost;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a tenant is closed, and for whom. */
class TenantClosingTest {

    private static final HostUnderTest HOST = QuickHost.start();
    private static final HostUnderTest OTHER_HOST = HostUnderTest.shared();
    private static final Stores STORES = new Stores();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final LeavingTenant leaving = LeavingTenant.of(HOST, STORES);
    private final TenantUnderTest tenant = leaving.tenant();
    private final ApiClient owner = tenant.owner();

    @AfterAll
    static void close() {
        STORES.close();
        HOST.close();
    }

    @Test
    void takesTheTenantsIdAndAFreshExport() {
        String old = Exported.ready(owner);
        Stores.update(
                STORES.shared("tenant_exports"),
                eq("_id", old),
                set(
                        "finished_at",
                        Date.from(Instant.now().minus(24, ChronoUnit.HOURS).minusSeconds(1))));
        String fresh = Exported.ready(owner);
        String foreign = Exported.ready(HOST.newTenant().owner());

        assertThat(LeavingTenant.delete(owner, "/tenant", "another", fresh)
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("confirm");
        for (String export : List.of(old, foreign, "none")) {
            ApiResponse refused = LeavingTenant.delete(owner, "/tenant", tenant.slug(), export)
                    .expect(422);
            assertThat(refused.json().path("errors").findValuesAsText("field")).containsExactly("export_id");
            assertThat(refused.text("detail")).contains("last 24 hours", "POST");
        }
        assertThat(owner.json("DELETE", "/tenant", "{}")
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("confirm", "export_id");
        assertThat(leaving.document()).doesNotContainKey("deletion");
        owner.get("/tenant").expect(200);
    }

    @Test
    void isForTheOwnerAndThePlatformAlone() {
        String export = Exported.ready(owner);

        LeavingTenant.delete(HOST.newMember(tenant, Role.ADMIN), "/tenant", tenant.slug(), export)
                .expect(403);
        for (String path : List.of(leaving.admin(""), leaving.admin("/restore"), leaving.admin("/exports"))) {
            assertThat(owner.send(path.endsWith(tenant.slug()) ? "DELETE" : "POST", path, BodyPublishers.noBody())
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        owner.get(leaving.admin("/exports/" + export + "/content")).expect(403);
        assertThat(leaving.document()).doesNotContainKey("deletion");
    }

    @Test
    void closesTheTenantAtOnceForEverybody() {
        ApiClient editor = HOST.newMember(tenant, Role.EDITOR);
        editor.get("/campaigns").expect(200);
        String export = Exported.ready(owner);

        JsonNode closed = LeavingTenant.delete(owner, "/tenant", tenant.slug(), export)
                .expect(202)
                .json();

        Instant finalAt = Instant.parse(closed.path("final_at").asText());
        assertThat(Duration.between(Instant.parse(closed.path("requested_at").asText()), finalAt))
                .isEqualTo(Duration.ofDays(14));
        for (ApiClient member : List.of(owner, editor)) {
            ApiResponse refused = member.get("/campaigns").expect(403);
            assertThat(refused.text("code")).isEqualTo("tenant_closed");
            assertThat(refused.text("detail")).contains(finalAt.toString());
        }
        assertThat(leaving.signIn(tenant.slug() + ".localhost", tenant.email())
                        .expect(403)
                        .text("code"))
                .isEqualTo("tenant_closed");
        leaving.signIn(tenant.slug() + ".localhost", HOST.newTenant().email()).expect(401);
        assertThat(leaving.signIn("localhost", tenant.email())
                        .expect(200)
                        .json()
                        .path("tenants"))
                .isEmpty();
        ApiClient elsewhere = HOST.signIn(tenant.email(), tenant.password());
        assertThat(elsewhere
                        .post("/auth/switch", Map.of("tenant", tenant.slug()))
                        .expect(403)
                        .text("code"))
                .isEqualTo("tenant_closed");
        LeavingTenant.delete(HOST.administrator(), leaving.admin(""), tenant.slug(), export)
                .expect(409);
        assertThat(HOST.administrator()
                        .get(leaving.admin(""))
                        .expect(200)
                        .json()
                        .path("is_active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void isClosedForProgramsAndImpersonatorsWhoCannotCloseItThemselves() {
        ApiClient program = bearing(owner.post("/tokens", Map.of("name", "A program", "role", "owner"))
                .expect(201)
                .text("secret"));
        String user = Stores.find(STORES.shared("users"), eq("email", tenant.email()))
                .getFirst()
                .getString("_id");
        ApiClient impersonator = bearing(HOST.administrator()
                .post("/admin/impersonations", Map.of("tenant", tenant.slug(), "user_id", user, "reason", "A question"))
                .expect(201)
                .text("secret"));
        String export = Exported.ready(owner);
        for (ApiClient delegate : List.of(program, impersonator)) {
            delegate.get("/tenant/exports/" + export).expect(200);
            delegate.get("/tenant/exports/" + export + "/content").expect(403);
            delegate.post("/tenant/exports", "").expect(403);
            LeavingTenant.delete(delegate, "/tenant", tenant.slug(), export).expect(403);
        }

        LeavingTenant.delete(owner, "/tenant", tenant.slug(), export).expect(202);

        for (ApiClient delegate : List.of(program, impersonator)) {
            assertThat(delegate.get("/campaigns").expect(403).text("code")).isEqualTo("tenant_closed");
        }
    }

    private static ApiClient bearing(String token) {
        return HOST.anonymous().with("Authorization", "Bearer " + token);
    }

    @Test
    void isClosedOnOtherNodesToo() {
        ApiClient there = OTHER_HOST.signIn(tenant.email(), tenant.password());
        there.get("/campaigns").expect(200);

        leaving.close();

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> there.get("/campaigns").status() == 403);
    }

    @Test
    void leavesWhatItsMembersDoElsewhere() {
        TenantUnderTest second = HOST.newTenant();
        Document user =
                Stores.find(STORES.shared("users"), eq("email", tenant.email())).getFirst();
        Stores.insert(
                STORES.shared("memberships"),
                new Document("_id", user.getString("_id") + ":" + second.slug())
                        .append("user_id", user.getString("_id"))
                        .append("tenant", second.slug())
                        .append("role", "editor")
                        .append("since", new Date()));
        String access = HOST.signIn(tenant.email(), tenant.password())
                .post("/auth/switch", Map.of("tenant", second.slug()))
                .expect(200)
                .text("access");
        ApiClient agency = HOST.anonymous().with("Authorization", "Bearer " + access);

        leaving.close();

        agency.get("/campaigns").expect(200);
        second.owner().get("/campaigns").expect(200);
    }

    @Test
    void isDeletedByThePlatformByTheSameRules() {
        ApiClient administrator = HOST.administrator();
        String id =
                administrator.post(leaving.admin("/exports"), "").expect(202).text("id");
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> administrator
                        .get(leaving.admin("/exports/" + id))
                        .text("state")
                        .equals("ready"));
        assertThat(administrator
                        .get(leaving.admin("/exports"))
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);

        administrator.get(leaving.admin("/exports/" + id + "/content")).expect(409);
        LeavingTenant.delete(administrator, leaving.admin(""), "another", id).expect(422);
        LeavingTenant.delete(administrator, leaving.admin(""), tenant.slug(), id)
                .expect(202);

        assertThat(administrator
                        .get(leaving.admin("/exports/" + id + "/content"))
                        .expect(200)
                        .bytes())
                .startsWith('P', 'K');
        assertThat(owner.get("/campaigns").expect(403).text("code")).isEqualTo("tenant_closed");
        assertThat(leaving.platformAudit())
                .containsExactly("tenant.export_requested", "tenant.deletion_requested", "tenant.export_fetched");
        LeavingTenant.delete(administrator, "/admin/tenants/no-such-tenant", "no-such-tenant", id)
                .expect(404);
    }
}
