package com.adgenius.host.runtime;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's route and flags in force, compiled for the way of a call: no text is hashed or compared to find the instance
 * that serves a tenant.
 */
final class PluginSlot {

    private final PluginPlan plan;
    private final PlanOutcome outcome;
    private final Route route;
    private final Map<String, Instance> instances;
    private final @Nullable Instance stable;
    private final @Nullable Instance canary;
    private final int percent;
    private final long seed;
    private final Map<TenantKey, String> pins = new HashMap<>();
    private final boolean servedByDefault;
    /** A bit each for the tenants, set where the flags say another thing than {@link #servedByDefault}. */
    private final long[] exceptions;

    /**
     * Compiles a route.
     *
     * @param plan whose flags are in force
     * @param route the route in force; a version of it without an instance serves nobody
     * @param instances by version
     */
    PluginSlot(PluginPlan plan, PlanOutcome outcome, Route route, Map<String, Instance> instances, TenantKeys tenants) {
        this.plan = plan;
        this.outcome = outcome;
        this.route = route;
        this.instances = Map.copyOf(instances);
        this.stable = route.stable().map(instances::get).orElse(null);
        Optional<Canary> share = route.canary();
        this.canary = share.map(Canary::version).map(instances::get).orElse(null);
        this.percent = share.map(Canary::percent).orElse(0);
        this.seed = CanaryHash.seed(plan.pluginId(), share.map(Canary::version).orElse(""));
        route.pins().forEach((slug, version) -> pins.put(tenants.key(slug), version));
        Flags flags = plan.flags();
        this.servedByDefault = flags.platform() && flags.defaultEnabled();
        Set<String> named = new HashSet<>(flags.tenants().keySet());
        named.addAll(flags.refusedByTenant());
        BitSet differing = new BitSet();
        for (String slug : named) {
            differing.set(tenants.key(slug).index(), flags.served(slug) != servedByDefault);
        }
        this.exceptions = differing.toLongArray();
    }

    PluginPlan plan() {
        return plan;
    }

    PlanOutcome outcome() {
        return outcome;
    }

    Route route() {
        return route;
    }

    Map<String, Instance> instances() {
        return instances;
    }

    Optional<Instance> stable() {
        return Optional.ofNullable(stable);
    }

    /** The instance that serves the tenant; null when it is switched off, or none does. */
    @Nullable
    Instance serving(TenantKey tenant) {
        return servedByDefault != isException(tenant.index()) ? routed(tenant) : null;
    }

    private boolean isException(int index) {
        int word = index >> 6;
        return word < exceptions.length && (exceptions[word] & (1L << index)) != 0;
    }

    private @Nullable Instance routed(TenantKey tenant) {
        if (!pins.isEmpty()) {
            String pinned = pins.get(tenant);
            if (pinned != null) {
                return instances.get(pinned);
            }
        }
        return canary != null && CanaryHash.bucket(seed, tenant.hash()) < percent ? canary : stable;
    }

    Availability availability(TenantKey tenant) {
        Flags flags = plan.flags();
        if (!flags.platform()) {
            return new Availability.Disabled(Availability.Switch.PLATFORM);
        }
        if (!flags.tenants().getOrDefault(tenant.slug(), flags.defaultEnabled())) {
            return new Availability.Disabled(Availability.Switch.PLATFORM_FOR_TENANT);
        }
        if (flags.refusedByTenant().contains(tenant.slug())) {
            return new Availability.Disabled(Availability.Switch.TENANT);
        }
        Instance instance = routed(tenant);
        return instance == null ? new Availability.NotLoaded(refusals(tenant)) : new Availability.Served(instance);
    }

    private List<Refusal> refusals(TenantKey tenant) {
        String version = pins.getOrDefault(tenant, plan.route().stable().orElse(""));
        return outcome.refusals().getOrDefault(version, List.of());
    }

    boolean mayProvide(Class<?> extensionPoint) {
        return instances.values().stream().anyMatch(instance -> instance.provides(extensionPoint));
    }
}
