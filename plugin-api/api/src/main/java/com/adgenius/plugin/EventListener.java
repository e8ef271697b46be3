package com.adgenius.plugin;

import java.util.Set;
import org.pf4j.ExtensionPoint;

/**
 * Hears of a tenant's events. Delivery is at least once and in order for each tenant; a listener that fails hears of the
 * same event again, at most five times.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public interface EventListener extends ExtensionPoint {

    /** The types it hears of. */
    Set<String> types();

    /**
     * Handles one event. Must bear the same event twice.
     *
     * @throws PluginException when it could not be handled
     */
    void onEvent(Event event, TenantContext context) throws PluginException, InterruptedException;
}
