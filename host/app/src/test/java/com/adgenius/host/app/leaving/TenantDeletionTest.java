package com.adgenius.host.app.leaving;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.scope.Role;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a tenant is closed, comes back, and goes. */
class TenantDeletionTest {

    private static final HostUnderTest HOST = QuickHost.start();
    private static final HostUnderTest OTHER_HOST = HostUnderTest.shared();
    private static final Stores STORES = new Stores();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();

    @AfterAll
    static void close() {
        STORES.close();
        HOST.close();
    }

    private static ApiResponse delete(ApiClient client, String path, String confirm, String export) {
        return client.json("DELETE", path, Map.of("confirm", confirm, "export_id", export));
    }

    private String closeTenant() {
        String export = Exported.ready(owner);
        delete(owner, "/tenant", tenant.slug(), export).expect(202);
        return export;
    }

    private String admin(String rest) {
        return "/admin/tenants/" + tenant.slug() + rest;
    }

    private ApiResponse signIn(String host, String email) {
        return HOST.anonymous()
                .with("Host", host)
                .post("/auth/jwt/create", Map.of("email", email, "password", tenant.password()));
    }

    private Document document() {
        return Stores.find(STORES.shared("tenants"), eq("_id", tenant.slug())).getFirst();
    }

    private void dayComes() {
        Stores.update(
                STORES.shared("tenants"),
                eq("_id", tenant.slug()),
                set("deletion.final_at", Date.from(Instant.now().minusSeconds(1))));
    }

    private void erased() {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> HOST.administrator()
                        .get(admin("/deletion"))
                        .expect(200)
                        .text("state")
                        .equals("erased"));
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

        assertThat(delete(owner, "/tenant", "another", fresh)
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("confirm");
        for (String export : List.of(old, foreign, "none")) {
            ApiResponse refused =
                    delete(owner, "/tenant", tenant.slug(), export).expect(422);
            assertThat(refused.json().path("errors").findValuesAsText("field")).containsExactly("export_id");
            assertThat(refused.text("detail")).contains("last 24 hours", "POST");
        }
        assertThat(owner.json("DELETE", "/tenant", "{}")
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("confirm", "export_id");
        assertThat(document()).doesNotContainKey("deletion");
        owner.get("/tenant").expect(200);
    }

    @Test
    void isForTheOwnerAndThePlatformAlone() {
        String export = Exported.ready(owner);

        delete(HOST.newMember(tenant, Role.ADMIN), "/tenant", tenant.slug(), export)
                .expect(403);
        for (String path : List.of(admin(""), admin("/restore"), admin("/exports"))) {
            assertThat(owner.send(path.endsWith(tenant.slug()) ? "DELETE" : "POST", path, BodyPublishers.noBody())
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        owner.get(admin("/exports/" + export + "/content")).expect(403);
        assertThat(document()).doesNotContainKey("deletion");
    }

    @Test
    void closesTheTenantAtOnceForEverybody() {
        ApiClient editor = HOST.newMember(tenant, Role.EDITOR);
        editor.get("/campaigns").expect(200);
        String export = Exported.ready(owner);

        JsonNode closed =
                delete(owner, "/tenant", tenant.slug(), export).expect(202).json();

        Instant finalAt = Instant.parse(closed.path("final_at").asText());
        assertThat(Duration.between(Instant.parse(closed.path("requested_at").asText()), finalAt))
                .isEqualTo(Duration.ofDays(14));
        for (ApiClient member : List.of(owner, editor)) {
            ApiResponse refused = member.get("/campaigns").expect(403);
            assertThat(refused.text("code")).isEqualTo("tenant_closed");
            assertThat(refused.text("detail")).contains(finalAt.toString());
        }
        assertThat(signIn(tenant.slug() + ".localhost", tenant.email())
                        .expect(403)
                        .text("code"))
                .isEqualTo("tenant_closed");
        signIn(tenant.slug() + ".localhost", HOST.newTenant().email()).expect(401);
        assertThat(signIn("localhost", tenant.email()).expect(200).json().path("tenants"))
                .isEmpty();
        ApiClient elsewhere = HOST.signIn(tenant.email(), tenant.password());
        assertThat(elsewhere
                        .post("/auth/switch", Map.of("tenant", tenant.slug()))
                        .expect(403)
                        .text("code"))
                .isEqualTo("tenant_closed");
        delete(HOST.administrator(), admin(""), tenant.slug(), export).expect(409);
        assertThat(HOST.administrator()
                        .get(admin(""))
                        .expect(200)
                        .json()
                        .path("is_active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void isClosedOnOtherNodesToo() {
        ApiClient there = OTHER_HOST.signIn(tenant.email(), tenant.password());
        there.get("/campaigns").expect(200);

        closeTenant();

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

        closeTenant();

        agency.get("/campaigns").expect(200);
        second.owner().get("/campaigns").expect(200);
    }

    @Test
    void startsNoJobWhileItIsClosedAndGoesOnWhenItIsRestored() throws Exception {
        int asked = 40;
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(1);
        ScriptedGenerator text = ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, _) -> {
                    begun.incrementAndGet();
                    open.await();
                    return Scripts.copy(request, "frog");
                })
                .serve(tenant);
        for (int i = 0; i < asked; i++) {
            owner.post("/creatives", text.request("Pond " + i)).expect(202);
        }
        Awaitility.await().atMost(LIMIT).until(() -> begun.get() > 0);

        closeTenant();
        open.countDown();
        Awaitility.await().atMost(LIMIT).until(() -> creatives("running") == 0);

        int before = begun.get();
        assertThat(creatives("queued")).isPositive().isEqualTo(asked - before);
        HOST.administrator().post(admin("/restore"), "").expect(204);
        Awaitility.await().atMost(LIMIT).until(() -> creatives("ready") == asked);
        assertThat(begun).hasValue(asked);
    }

    private long creatives(String status) {
        return Stores.find(STORES.of(tenant.slug(), "creatives"), eq("status", status))
                .size();
    }

    @Test
    void comesBackWithAllThatItHad() {
        owner.post("/campaigns", Map.of("name", "Kept")).expect(201);
        String export = closeTenant();

        HOST.administrator().post(admin("/restore"), "").expect(204);

        ApiClient again = HOST.signIn(tenant.email(), tenant.password());
        assertThat(again.get("/campaigns").expect(200).body()).contains("Kept");
        again.get("/tenant/exports/" + export + "/content").expect(200);
        assertThat(document()).doesNotContainKey("deletion");
        assertThat(HOST.administrator().post(admin("/restore"), "").expect(409).text("detail"))
                .contains("is not closed");
        HOST.administrator().get(admin("/deletion")).expect(404);
        assertThat(platformAudit()).containsExactly("tenant.deletion_requested", "tenant.deletion_restored");
    }

    private List<String> platformAudit() {
        return Stores.find(STORES.shared("audit"), eq("subject", tenant.slug())).stream()
                .filter(entry -> !entry.containsKey("tenant"))
                .sorted(Comparator.comparing(entry -> entry.getLong("sequence")))
                .map(entry -> entry.getString("action"))
                .filter(action -> !action.equals("tenant.created"))
                .toList();
    }

    @Test
    void goesOnWithAClosingOrARestoringThatWasCutOff() {
        closeTenant();
        Stores.update(STORES.shared("tenants"), eq("_id", tenant.slug()), set("deletion.state", "closing"));
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> HOST.administrator()
                        .get(admin("/deletion"))
                        .text("state")
                        .equals("closed"));

        Stores.update(STORES.shared("tenants"), eq("_id", tenant.slug()), set("deletion.state", "restoring"));
        Awaitility.await().atMost(LIMIT).until(() -> !document().containsKey("deletion"));

        HOST.signIn(tenant.email(), tenant.password()).get("/campaigns").expect(200);
    }

    @Test
    void isDeletedByThePlatformByTheSameRules() {
        ApiClient administrator = HOST.administrator();
        String id = administrator.post(admin("/exports"), "").expect(202).text("id");
        Awaitility.await()
                .atMost(LIMIT)
                .until(() ->
                        administrator.get(admin("/exports/" + id)).text("state").equals("ready"));
        assertThat(administrator.get(admin("/exports")).json().path("count").asInt())
                .isEqualTo(1);

        administrator.get(admin("/exports/" + id + "/content")).expect(409);
        delete(administrator, admin(""), "another", id).expect(422);
        delete(administrator, admin(""), tenant.slug(), id).expect(202);

        assertThat(administrator
                        .get(admin("/exports/" + id + "/content"))
                        .expect(200)
                        .bytes())
                .startsWith('P', 'K');
        assertThat(owner.get("/campaigns").expect(403).text("code")).isEqualTo("tenant_closed");
        assertThat(platformAudit())
                .containsExactly("tenant.export_requested", "tenant.deletion_requested", "tenant.export_fetched");
        delete(administrator, "/admin/tenants/no-such-tenant", "no-such-tenant", id)
                .expect(404);
    }

    @Test
    void leavesATombstoneAndTheAccounts() {
        closeTenant();
        dayComes();
        erased();

        assertThat(document().keySet()).containsExactlyInAnyOrder("_id", "deletion");
        assertThat(document().get("deletion", Document.class).keySet())
                .containsExactlyInAnyOrder("id", "state", "requested_at", "final_at", "erased_at");
        ApiClient administrator = HOST.administrator();
        administrator.get(admin("")).expect(404);
        administrator.get(admin("/exports")).expect(404);
        assertThat(administrator.post(admin("/restore"), "").expect(409).text("detail"))
                .contains("cannot come back");
        administrator
                .post(
                        "/admin/tenants",
                        Map.of(
                                "slug",
                                tenant.slug(),
                                "name",
                                "Again",
                                "owner",
                                Map.of("email", tenant.email(), "password", tenant.password())))
                .expect(409);
        JsonNode session = signIn("localhost", tenant.email()).expect(200).json();
        assertThat(session.path("tenants")).isEmpty();
        assertThat(session.path("tenant").isNull()).isTrue();
        owner.get("/campaigns").expect(401);
        assertThat(platformAudit()).containsExactly("tenant.deletion_requested", "tenant.erased");
    }

    @Test
    void cannotComeBackOnceItIsBeingErased() {
        closeTenant();
        Stores.update(
                STORES.shared("tenants"),
                eq("_id", tenant.slug()),
                combine(
                        set("deletion.state", "erasing"),
                        set("deletion.lease_until", Date.from(Instant.now().plusSeconds(3_600)))));

        HOST.administrator().post(admin("/restore"), "").expect(409);

        assertThat(HOST.administrator().get(admin("/deletion")).text("state")).isEqualTo("erasing");
        HOST.administrator().get(admin("")).expect(404);
        Stores.update(
                STORES.shared("tenants"),
                eq("_id", tenant.slug()),
                set("deletion.lease_until", Date.from(Instant.now().minusSeconds(1))));
        erased();
    }
}
