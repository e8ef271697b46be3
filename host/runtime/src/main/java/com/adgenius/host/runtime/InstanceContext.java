package com.adgenius.host.runtime;

import com.adgenius.plugin.PluginContext;
import java.lang.System.Logger;
import java.time.Clock;

/** What an instance's constructors may know. */
record InstanceContext(String pluginId, String version, Clock clock, Logger logger) implements PluginContext {

    static InstanceContext of(Instance instance, Clock clock) {
        return new InstanceContext(
                instance.pluginId(), instance.version(), clock, System.getLogger("plugin." + instance.pluginId()));
    }
}
