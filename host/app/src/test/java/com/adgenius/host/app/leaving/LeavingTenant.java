package com.adgenius.host.app.leaving;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;

/** A tenant that is to be closed, and perhaps erased. */
record LeavingTenant(HostUnderTest host, Stores stores, TenantUnderTest tenant) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    static LeavingTenant of(HostUnderTest host, Stores stores) {
        return new LeavingTenant(host, stores, host.newTenant());
    }

    static ApiResponse delete(ApiClient client, String path, String confirm, String export) {
        return client.json("DELETE", path, Map.of("confirm", confirm, "export_id", export));
    }

    /** Closes it; the id of the export that this took. */
    String close() {
        String export = Exported.ready(tenant.owner());
        delete(tenant.owner(), "/tenant", tenant.slug(), export).expect(202);
        return export;
    }

    /** What the platform's administrator asks for. */
    String admin(String rest) {
        return "/admin/tenants/" + tenant.slug() + rest;
    }

    ApiResponse signIn(String hostName, String email) {
        return host.anonymous()
                .with("Host", hostName)
                .post("/auth/jwt/create", Map.of("email", email, "password", tenant.password()));
    }

    Document document() {
        return Stores.find(stores.shared("tenants"), eq("_id", tenant.slug())).getFirst();
    }

    /** The day on which it is to be erased. */
    void dayComes() {
        Stores.update(
                stores.shared("tenants"),
                eq("_id", tenant.slug()),
                set("deletion.final_at", Date.from(Instant.now().minusSeconds(1))));
    }

    void awaitErased() {
        ApiClient administrator = host.administrator();
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> administrator
                        .get(admin("/deletion"))
                        .expect(200)
                        .text("state")
                        .equals("erased"));
    }

    /** What the platform's audit says of it after it was made. */
    List<String> platformAudit() {
        return Stores.find(stores.shared("audit"), eq("subject", tenant.slug())).stream()
                .filter(entry -> !entry.containsKey("tenant"))
                .sorted(Comparator.comparing(entry -> entry.getLong("sequence")))
                .map(entry -> entry.getString("action"))
                .filter(action -> !action.equals("tenant.created"))
                .toList();
    }
}
