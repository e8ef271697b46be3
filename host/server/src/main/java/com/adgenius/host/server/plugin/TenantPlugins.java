package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Availability;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.server.context.TenantSettings;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.vault.Vault;
import java.util.Map;
import java.util.Optional;

/** Plugins as the tenant in scope has them. */
public final class TenantPlugins implements TenantSettings {

    private final PluginRuntime runtime;
    private final TenantChoices choices;
    private final Vault vault;

    /** The plugins that the runtime serves, with each tenant's own choices. */
    public TenantPlugins(PluginRuntime runtime, TenantDatabase database, Vault vault) {
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.choices = new TenantChoices(database);
        this.vault = requireNonNull(vault, "vault is null");
    }

    /** Whether the plugin serves the tenant here now, and why not. */
    public Availability availability(String pluginId) {
        return runtime.availability(
                pluginId, runtime.tenant(TenantScope.current().slug()));
    }

    @Override
    public Map<String, Object> settings(String pluginId) {
        return choices.find(pluginId).settings();
    }

    @Override
    public Optional<String> secret(String pluginId, String name) {
        return Optional.ofNullable(choices.find(pluginId).sealedSecrets().get(name))
                .map(text -> vault.open(context(pluginId, name), text));
    }

    String seal(String pluginId, String name, String secret) {
        return vault.seal(context(pluginId, name), secret);
    }

    TenantChoices choices() {
        return choices;
    }

    private static String context(String pluginId, String name) {
        return "tenant/" + TenantScope.current().slug() + "/plugin/" + pluginId + "/" + name;
    }
}
