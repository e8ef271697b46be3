package com.adgenius.host.server.context;

import com.adgenius.plugin.Secrets;
import com.adgenius.plugin.Settings;
import java.util.Map;
import java.util.Optional;

/** The tenant's settings as they stood when the call began. */
record PluginSettings(Map<String, Object> values) implements Settings {

    PluginSettings {
        values = Map.copyOf(values);
    }

    /** The tenant's secrets, each opened when it is asked for and never kept. */
    record Sealed(Binding binding, TenantSettings settings) implements Secrets {

        @Override
        public Optional<String> find(String name) {
            return binding.call(() -> settings.secret(binding.pluginId(), name));
        }
    }
}
