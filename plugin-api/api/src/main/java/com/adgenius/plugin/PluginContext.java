package com.adgenius.plugin;

import java.lang.System.Logger;
import java.time.Clock;

/**
 * What a plugin knows of itself, whatever the tenant. Taken by a constructor of the plugin class or of an extension.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface PluginContext {

    /** The plugin's id, from the manifest attribute {@code Plugin-Id}. */
    String pluginId();

    /** The version of this instance, from the manifest attribute {@code Plugin-Version}. */
    String version();

    /** The host's clock, in UTC. */
    Clock clock();

    /** A logger named after the plugin. Never log a prompt, a secret or a tenant's content. */
    Logger logger();
}
