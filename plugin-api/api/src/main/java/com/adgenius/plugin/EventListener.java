package com.adgenius.plugin;

import java.util.Set;
import org.pf4j.ExtensionPoint;

/**
 * Hears of a tenant's events: those of the host, such as {@code creative.generated}, and those that plugins publish.
 *
 * <p>Delivery is at least once and in order for each tenant: the next event comes when the one before is handled. A
 * listener that fails, or takes longer than its 30 seconds, hears of the same event again, at most five times in all, after
 * pauses of 1, 5, 25 and 125 seconds or a little more. Then the event is set aside – kept for 30 days in the tenant's
 * database with what the plugin said, and told to the platform's administrators – and delivery goes on. A call that the
 * host ended, because a node stops or a version is forced out, is no try.
 *
 * <p>A plugin hears of what happens from when it first serves the tenant. While it is switched off or not loaded, the
 * tenant's events wait for it as long as the log keeps them: 7 days, fewer above 20,000 events. Another version goes on
 * where the last one stopped. Where a plugin has several listeners, an event counts as handled when each of them handled it.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public interface EventListener extends ExtensionPoint {

    /**
     * The types it hears of, 1 to 100, each exactly as in {@link Event#type}. Asked once, when the version is activated.
     */
    Set<String> types();

    /**
     * Handles one event. Must bear the same event twice: {@link Event#id} is the same then.
     *
     * @throws PluginException when it could not be handled
     */
    void onEvent(Event event, TenantContext context) throws PluginException, InterruptedException;
}
