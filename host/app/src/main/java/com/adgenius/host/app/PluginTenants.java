package com.adgenius.host.app;

import com.adgenius.host.server.plugin.PluginsSetup;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.tenant.Tenants;
import java.util.List;
import java.util.Optional;

/** The tenants as the plugin domain asks for them. */
record PluginTenants(Tenants tenants) implements PluginsSetup.TenantDirectory {

    @Override
    public Optional<Tenant> find(String slug) {
        return tenants.find(slug);
    }

    @Override
    public List<Tenant> after(String slug, int limit) {
        return tenants.active(slug, limit);
    }
}
