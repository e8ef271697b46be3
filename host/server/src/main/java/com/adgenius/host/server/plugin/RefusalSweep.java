package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.tenant.TenantDirectory;

/** Completes what a node left that died after it wrote a tenant's choice: the mirror of its switches, the audit of its settings. */
final class RefusalSweep {

    private static final System.Logger LOG = System.getLogger(RefusalSweep.class.getName());

    private final TenantDirectory tenants;
    private final TenantChoices choices;
    private final TenantSwitch tenantSwitch;
    private final EditableSettings settings;

    RefusalSweep(TenantDirectory tenants, TenantChoices choices, TenantSwitch tenantSwitch, EditableSettings settings) {
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.choices = requireNonNull(choices, "choices is null");
        this.tenantSwitch = requireNonNull(tenantSwitch, "tenantSwitch is null");
        this.settings = requireNonNull(settings, "settings is null");
    }

    /** Looks through all active tenants, one after the other. The nodes' next look at the revisions does the rest. */
    void run() throws InterruptedException {
        tenants.eachActive(this::sweepTenant);
    }

    private void sweepTenant() {
        settings.tidy();
        choices.switched().forEach((pluginId, choice) -> {
            if (tenantSwitch.complete(pluginId, choice)) {
                String slug = TenantScope.current().slug();
                LOG.log(
                        System.Logger.Level.INFO,
                        () -> "The switch of " + slug + " for " + pluginId + " was mirrored late");
            }
        });
    }
}
