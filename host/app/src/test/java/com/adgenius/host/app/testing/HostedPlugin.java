package com.adgenius.host.app.testing;

import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin in a host, as its administrator sees it.
 *
 * @param host the host
 * @param id the plugin's id
 */
public record HostedPlugin(HostUnderTest host, String id) {

    /** A plugin of an id that no other test uses; nothing of it is there yet. */
    public static HostedPlugin unique(HostUnderTest host) {
        return new HostedPlugin(host, "s" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Uploads the plugin's version 1.0.0, routes it and lets the tenant use it. */
    public HostedPlugin serve(ScriptedPlugin content, TenantUnderTest tenant) {
        upload(content).expect(201);
        route("1.0.0").expect(200);
        allow(tenant, true);
        return this;
    }

    /** Uploads a version. */
    public ApiResponse upload(ScriptedPlugin content) {
        return host.administrator().bytes("POST", "/admin/plugins", "application/java-archive", content.jar());
    }

    /** Makes that version the stable one. */
    public ApiResponse route(String version) {
        ApiClient administrator = host.administrator();
        String tag = administrator.get(path("/route")).header("ETag").orElseThrow();
        return administrator.with("If-Match", tag).put(path("/route"), Map.of("stable", version));
    }

    /** Sets the platform's switch for the tenant. */
    public void allow(TenantUnderTest tenant, @Nullable Boolean enabled) {
        Map<String, Object> body = new HashMap<>();
        body.put("enabled", enabled);
        host.administrator().put(path("/tenants/" + tenant.slug()), body).expect(200);
    }

    private String path(String rest) {
        return "/admin/plugins/" + id + rest;
    }
}
