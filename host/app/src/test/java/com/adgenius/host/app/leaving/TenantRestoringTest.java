package com.adgenius.host.app.leaving;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.QuickHost;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a closed tenant comes back, until it cannot any more. */
class TenantRestoringTest {

    private static final HostUnderTest HOST = QuickHost.start();
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

        leaving.close();
        open.countDown();
        Awaitility.await().atMost(LIMIT).until(() -> creatives("running") == 0);

        int before = begun.get();
        assertThat(creatives("queued")).isPositive().isEqualTo(asked - before);
        HOST.administrator().post(leaving.admin("/restore"), "").expect(204);
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
        String export = leaving.close();

        HOST.administrator().post(leaving.admin("/restore"), "").expect(204);

        ApiClient again = HOST.signIn(tenant.email(), tenant.password());
        assertThat(again.get("/campaigns").expect(200).body()).contains("Kept");
        again.get("/tenant/exports/" + export + "/content").expect(200);
        assertThat(leaving.document()).doesNotContainKey("deletion");
        assertThat(HOST.administrator()
                        .post(leaving.admin("/restore"), "")
                        .expect(409)
                        .text("detail"))
                .contains("is not closed");
        HOST.administrator().get(leaving.admin("/deletion")).expect(404);
        assertThat(leaving.platformAudit()).containsExactly("tenant.deletion_requested", "tenant.deletion_restored");
    }

    @Test
    void goesOnWithAClosingOrARestoringThatWasCutOff() {
        leaving.close();
        Stores.update(STORES.shared("tenants"), eq("_id", tenant.slug()), set("deletion.state", "closing"));
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> HOST.administrator()
                        .get(leaving.admin("/deletion"))
                        .text("state")
                        .equals("closed"));

        Stores.update(STORES.shared("tenants"), eq("_id", tenant.slug()), set("deletion.state", "restoring"));
        Awaitility.await().atMost(LIMIT).until(() -> !leaving.document().containsKey("deletion"));

        HOST.signIn(tenant.email(), tenant.password()).get("/campaigns").expect(200);
    }

    @Test
    void leavesATombstoneAndTheAccounts() {
        leaving.close();
        leaving.dayComes();
        leaving.awaitErased();

        assertThat(leaving.document().keySet()).containsExactlyInAnyOrder("_id", "deletion");
        assertThat(leaving.document().get("deletion", Document.class).keySet())
                .containsExactlyInAnyOrder("id", "state", "requested_at", "final_at", "erased_at");
        ApiClient administrator = HOST.administrator();
        administrator.get(leaving.admin("")).expect(404);
        administrator.get(leaving.admin("/exports")).expect(404);
        assertThat(administrator.post(leaving.admin("/restore"), "").expect(409).text("detail"))
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
        JsonNode session =
                leaving.signIn("localhost", tenant.email()).expect(200).json();
        assertThat(session.path("tenants")).isEmpty();
        assertThat(session.path("tenant").isNull()).isTrue();
        owner.get("/campaigns").expect(401);
        assertThat(leaving.platformAudit()).containsExactly("tenant.deletion_requested", "tenant.erased");
    }

    @Test
    void cannotComeBackOnceItIsBeingErased() {
        leaving.close();
        Stores.update(
                STORES.shared("tenants"),
                eq("_id", tenant.slug()),
                combine(
                        set("deletion.state", "erasing"),
                        set("deletion.lease_until", Date.from(Instant.now().plusSeconds(3_600)))));

        HOST.administrator().post(leaving.admin("/restore"), "").expect(409);

        assertThat(HOST.administrator().get(leaving.admin("/deletion")).text("state"))
                .isEqualTo("erasing");
        HOST.administrator().get(leaving.admin("")).expect(404);
        Stores.update(
                STORES.shared("tenants"),
                eq("_id", tenant.slug()),
                set("deletion.lease_until", Date.from(Instant.now().minusSeconds(1))));
        leaving.awaitErased();
    }
}
