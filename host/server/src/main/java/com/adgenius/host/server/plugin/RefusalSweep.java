package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.tenant.Tenants;
import java.util.List;

/** Completes the mirror of the tenants' own switches where a node died between the tenant's database and the mirror. */
final class RefusalSweep {

    private static final System.Logger LOG = System.getLogger(RefusalSweep.class.getName());
    private static final int PAGE = 100;

    private final Tenants tenants;
    private final TenantChoices choices;
    private final TenantSwitch tenantSwitch;

    RefusalSweep(Tenants tenants, TenantChoices choices, TenantSwitch tenantSwitch) {
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.choices = requireNonNull(choices, "choices is null");
        this.tenantSwitch = requireNonNull(tenantSwitch, "tenantSwitch is null");
    }

    /** Looks through all active tenants, one after the other. The nodes' next look at the revisions does the rest. */
    void run() {
        List<Tenant> page = tenants.active("", PAGE);
        while (!page.isEmpty() && !Thread.currentThread().isInterrupted()) {
            page.forEach(this::sweep);
            page = tenants.active(page.getLast().slug(), PAGE);
        }
    }

    private void sweep(Tenant tenant) {
        try {
            TenantScope.run(
                    tenant,
                    () -> choices.switched().forEach((pluginId, choice) -> {
                        if (tenantSwitch.complete(pluginId, choice)) {
                            LOG.log(
                                    System.Logger.Level.INFO,
                                    () -> "The switch of " + tenant.slug() + " for " + pluginId + " was mirrored late");
                        }
                    }));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The switches of " + tenant.slug() + " could not be read", e);
        }
    }
}
