package com.adgenius.host.server.plugin.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The platform's switches of a plugin.
 *
 * @param platform the switch for everybody
 * @param defaultEnabled what holds for a tenant for which the platform said nothing
 * @param tenants what the platform said, by the tenant's slug
 */
public record Switches(boolean platform, boolean defaultEnabled, Map<String, Boolean> tenants) {

    /** A plugin from elsewhere: nobody uses it before the platform says so for a tenant. */
    public static final Switches THIRD_PARTY = new Switches(true, false, Map.of());

    /** A plugin of ours: on for every tenant. */
    public static final Switches FIRST_PARTY = new Switches(true, true, Map.of());

    public Switches {
        tenants = Map.copyOf(tenants);
    }

    /** These switches with the one for everybody so. */
    public Switches platform(boolean enabled) {
        return new Switches(enabled, defaultEnabled, tenants);
    }

    /** These switches with the tenant's so; empty for the default. */
    public Switches tenant(String slug, Optional<Boolean> enabled) {
        Map<String, Boolean> changed = new HashMap<>(tenants);
        enabled.ifPresentOrElse(value -> changed.put(slug, value), () -> changed.remove(slug));
        return new Switches(platform, defaultEnabled, changed);
    }

    /** Whether the platform lets the tenant use the plugin. */
    public boolean allow(String tenant) {
        return platform && tenants.getOrDefault(tenant, defaultEnabled);
    }
}
