package com.adgenius.host.server.deletion;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has to go with a tenant, in this order; domains that keep something of a tenant add theirs. */
public final class ErasureSteps {

    private final Map<String, Step> steps = new LinkedHashMap<>();

    /** Removes one kind of what the tenant in scope has. */
    @FunctionalInterface
    public interface Step {

        /** Does so; done twice, or where there is nothing, it has the effect of once. */
        void erase(String tenant) throws Exception;
    }

    /**
     * Adds a step after those that there are.
     *
     * @param name under which it is remembered as done
     * @throws IllegalArgumentException when there is such a step
     */
    public ErasureSteps add(String name, Step step) {
        if (steps.putIfAbsent(requireNonNull(name, "name is null"), requireNonNull(step, "step is null")) != null) {
            throw new IllegalArgumentException("There is a step \"" + name + "\" already");
        }
        return this;
    }

    List<String> names() {
        return List.copyOf(steps.keySet());
    }

    void run(String name, Tenant tenant) throws Exception {
        Step step = requireNonNull(steps.get(name), () -> "There is no step " + name);
        TenantScope.call(tenant, () -> {
            step.erase(tenant.slug());
            return name;
        });
    }
}
