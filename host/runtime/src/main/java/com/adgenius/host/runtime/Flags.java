package com.adgenius.host.runtime;

import java.util.Map;
import java.util.Set;

/**
 * Whether a plugin is switched on, and for whom. It serves a tenant when the platform's switch for the plugin is on, the
 * platform's switch for the tenant (or the default) is on, and the tenant did not switch it off.
 *
 * @param platform the platform's switch for the plugin
 * @param defaultEnabled what holds for a tenant for which the platform said nothing
 * @param tenants what the platform said, by the tenant's slug
 * @param refusedByTenant the slugs of the tenants who switched it off for themselves
 */
public record Flags(
        boolean platform, boolean defaultEnabled, Map<String, Boolean> tenants, Set<String> refusedByTenant) {

    private static final Flags ON = new Flags(true, true, Map.of(), Set.of());

    public Flags {
        tenants = Map.copyOf(tenants);
        refusedByTenant = Set.copyOf(refusedByTenant);
    }

    /** Switched on for everybody. */
    public static Flags on() {
        return ON;
    }

    /** Whether it is switched on for the tenant of that slug. */
    public boolean served(String tenant) {
        return platform && tenants.getOrDefault(tenant, defaultEnabled) && !refusedByTenant.contains(tenant);
    }
}
