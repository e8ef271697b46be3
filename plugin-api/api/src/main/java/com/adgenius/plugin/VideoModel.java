package com.adgenius.plugin;

import java.util.Set;
import org.pf4j.ExtensionPoint;

/**
 * A provider of videos, whose work outlives a call: start it, poll it until it ended, or cancel it.
 *
 * <p>The handle is an opaque text of at most 4 KB that begins with a version of its own, for instance {@code v1:}. The
 * host stores it before the first poll, and any later version of the plugin must accept it: neither a crash nor a swap
 * ends the operation.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface VideoModel extends ExtensionPoint {

    /** The JSON Schema of the tenant's settings for the plugin; see {@link CreativeGenerator#settingsSchema}. */
    default String settingsSchema() {
        return "";
    }

    /**
     * The names of the settings and secrets, beside those that {@link #settingsSchema} requires, without which this model
     * can serve no tenant. While one is not set, the tenant's other providers are asked. Asked once, when the instance is
     * activated.
     */
    default Set<String> neededSettings() {
        return Set.of();
    }

    /** Starts a video and returns its handle. */
    String start(VideoRequest request, TenantContext context) throws PluginException, InterruptedException;

    /**
     * Says how far the operation is. The host calls again, some time after, while it runs. After it succeeded the same
     * videos are returned each time.
     */
    VideoStatus poll(String handle, TenantContext context) throws PluginException, InterruptedException;

    /** Ends the operation, if it still runs, and removes what it left. */
    void cancel(String handle, TenantContext context) throws PluginException, InterruptedException;
}
