package com.adgenius.host.app;

import com.adgenius.host.server.context.TenantSettings;
import com.adgenius.host.server.plugin.TenantPlugins;
import java.util.Map;
import java.util.Optional;

/** What the tenant in scope set for its plugins, as the handles of a call give it to them. */
record TenantPluginSettings(TenantPlugins plugins) implements TenantSettings {

    @Override
    public Map<String, Object> settings(String pluginId) {
        return plugins.settings(pluginId);
    }

    @Override
    public Optional<String> secret(String pluginId, String name) {
        return plugins.secret(pluginId, name);
    }
}
