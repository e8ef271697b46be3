package com.adgenius.host.server.tenant;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has to be done once for every tenant before it is used: indexes, first documents. Each step has a name under
 * which it is remembered, so that a step that a later version brings is done for the tenants that exist as well.
 */
public final class TenantSteps {

    private final Map<String, Runnable> steps = new TreeMap<>();

    /**
     * Adds a step; it runs in the tenant's scope and must be idempotent.
     *
     * @throws IllegalArgumentException when there is such a step
     */
    public TenantSteps add(String name, Runnable step) {
        if (steps.putIfAbsent(requireNonNull(name, "name is null"), requireNonNull(step, "step is null")) != null) {
            throw new IllegalArgumentException("There is a step \"" + name + "\" already");
        }
        return this;
    }

    List<String> names() {
        return List.copyOf(steps.keySet());
    }

    void run(String name, Tenant tenant) {
        TenantScope.run(tenant, requireNonNull(steps.get(name), () -> "There is no step " + name));
    }
}
