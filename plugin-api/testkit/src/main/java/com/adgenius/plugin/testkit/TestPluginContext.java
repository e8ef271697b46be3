package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.PluginContext;
import java.lang.System.Logger;
import java.time.Clock;

/**
 * What an extension's constructor may be given.
 *
 * @param pluginId the plugin's id
 * @param version the instance's version
 * @param clock in UTC
 * @param logger named after the plugin
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public record TestPluginContext(String pluginId, String version, Clock clock, Logger logger) implements PluginContext {

    public TestPluginContext {
        requireNonNull(pluginId, "pluginId is null");
        requireNonNull(version, "version is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(logger, "logger is null");
    }

    /** A context with the system's clock and logger. */
    public static TestPluginContext of(String pluginId, String version) {
        return new TestPluginContext(pluginId, version, Clock.systemUTC(), System.getLogger(pluginId));
    }
}
