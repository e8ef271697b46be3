package com.adgenius.host.runtime;

import com.adgenius.plugin.Plugin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugin's own objects in an instance. Nothing but the instance holds them, and it lets them go when it is closed.
 *
 * @param loader its class loader
 * @param plugin the object of its {@code Plugin-Class}, if it has one
 * @param started whether its start was begun, so that it must be stopped
 * @param extensions its extensions by extension point, in order
 */
record LoadedPlugin(
        InstanceClassLoader loader, Optional<Plugin> plugin, boolean started, Map<Class<?>, List<Object>> extensions) {

    LoadedPlugin {
        extensions = Map.copyOf(extensions);
    }

    static LoadedPlugin of(InstanceClassLoader loader) {
        return new LoadedPlugin(loader, Optional.empty(), false, Map.of());
    }

    LoadedPlugin withPlugin(Plugin object) {
        return new LoadedPlugin(loader, Optional.of(object), started, extensions);
    }

    /** Without the plugin's object, which was told to stop and must not be told again. */
    LoadedPlugin withoutPlugin() {
        return new LoadedPlugin(loader, Optional.empty(), started, extensions);
    }

    LoadedPlugin withStart() {
        return new LoadedPlugin(loader, plugin, true, extensions);
    }

    LoadedPlugin withExtensions(Map<Class<?>, List<Object>> objects) {
        return new LoadedPlugin(loader, plugin, started, objects);
    }
}
