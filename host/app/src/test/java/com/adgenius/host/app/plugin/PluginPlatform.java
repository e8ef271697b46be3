package com.adgenius.host.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What an administrator does with plugins, over the API of one host. */
record PluginPlatform(ApiClient administrator) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    ApiResponse upload(TestPlugin plugin) {
        return administrator.bytes("POST", "/admin/plugins", "application/java-archive", plugin.jar());
    }

    /** Uploads it and lets every tenant use it. */
    void install(TestPlugin plugin) {
        upload(plugin).expect(201);
        administrator
                .put("/admin/plugins/" + plugin.id() + "/enabled", Map.of("enabled", true, "default_enabled", true))
                .expect(200);
    }

    ApiResponse route(TestPlugin plugin) {
        return administrator.get("/admin/plugins/" + plugin.id() + "/route").expect(200);
    }

    ApiResponse stable(TestPlugin plugin) {
        return route(plugin, Map.of("stable", plugin.version()));
    }

    ApiResponse canary(TestPlugin plugin, String stable, int percent) {
        return route(
                plugin, Map.of("stable", stable, "canary", Map.of("version", plugin.version(), "percent", percent)));
    }

    ApiResponse route(TestPlugin plugin, Map<String, Object> route) {
        return administrator
                .with("If-Match", route(plugin).header("ETag").orElseThrow())
                .put("/admin/plugins/" + plugin.id() + "/route", route);
    }

    ApiResponse rollback(TestPlugin plugin) {
        return administrator.post("/admin/plugins/" + plugin.id() + "/rollback", "");
    }

    ApiResponse allow(TestPlugin plugin, String tenant, Optional<Boolean> enabled) {
        Map<String, Object> body = new HashMap<>();
        body.put("enabled", enabled.orElse(null));
        return administrator.put("/admin/plugins/" + plugin.id() + "/tenants/" + tenant, body);
    }

    /** The plugin as a tenant sees it. */
    static JsonNode seen(ApiClient tenant, TestPlugin plugin) {
        for (JsonNode view :
                tenant.get("/plugins?page_size=100").expect(200).json().path("results")) {
            if (view.path("id").asText().equals(plugin.id())) {
                return view;
            }
        }
        throw new AssertionError(plugin.id() + " is not among the tenant's plugins");
    }

    /** The version that serves the tenant; empty where none does. */
    static String served(ApiClient tenant, TestPlugin plugin) {
        return seen(tenant, plugin).path("version").asText("");
    }

    /** Waits for what another node does in its own time. */
    static void eventually(BooleanSupplier condition) {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("given up after %s", LIMIT).isBefore(end);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
