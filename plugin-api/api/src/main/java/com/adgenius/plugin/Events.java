package com.adgenius.plugin;

import java.util.Map;

/**
 * Publishes events of the plugin to the tenant's event stream.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface Events {

    /**
     * Publishes an event; durable when it returns.
     *
     * @param type must begin with the plugin's id and a dot, for instance {@code my-plugin.imported}
     * @param data JSON values, at most 16 KB as JSON
     * @throws IllegalArgumentException when the type is not the plugin's own, or the data is too large
     */
    void publish(String type, Map<String, Object> data);
}
