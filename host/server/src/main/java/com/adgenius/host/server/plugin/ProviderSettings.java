package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.InstanceInformation;
import com.adgenius.host.server.provider.ProviderSetups;
import com.adgenius.plugin.ModelKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the settings and secrets of the tenant in scope lack for its model providers. */
final class ProviderSettings implements ProviderSetups {

    private final TenantChoices choices;

    ProviderSettings(TenantChoices choices) {
        this.choices = requireNonNull(choices, "choices is null");
    }

    @Override
    public Setups now() {
        return new Read();
    }

    /** Reads when it has to: a provider without settings, as the distribution's own, costs nothing. */
    private final class Read implements Setups {

        private final Map<String, TenantChoice> read = new LinkedHashMap<>();

        @Override
        public Setup of(InstanceInformation instance, ModelKind kind) {
            PluginMetadata metadata = instance.metadata(PluginMetadata.class).orElse(PluginMetadata.NONE);
            if (metadata.settingsSchema().isEmpty()) {
                return Setup.COMPLETE;
            }
            TenantChoice choice = read.computeIfAbsent(instance.pluginId(), choices::find);
            return new Setup(missing(metadata, kind, choice), choice.revision());
        }
    }

    private static List<String> missing(PluginMetadata metadata, ModelKind kind, TenantChoice choice) {
        Map<String, Object> known = new LinkedHashMap<>(choice.settings());
        // That a secret is there is what counts; it is not opened for that.
        choice.sealedSecrets().keySet().forEach(name -> known.put(name, ""));
        Set<String> missing =
                new LinkedHashSet<>(metadata.settingsSchema().orElseThrow().missing(known));
        for (String name : metadata.neededSettings().getOrDefault(kind, Set.of())) {
            if (!known.containsKey(name)) {
                missing.add(name);
            }
        }
        return new ArrayList<>(missing);
    }
}
