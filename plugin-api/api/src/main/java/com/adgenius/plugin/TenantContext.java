package com.adgenius.plugin;

import java.time.Clock;

/**
 * What a call may use, bound to the tenant for whom it is made. The tenant itself is never a parameter: no handle can
 * reach another one. Handles are valid until the call returns.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface TenantContext {

    /** The tenant's brand as it stood when the call began. */
    Brand brand();

    /** The model providers that serve the tenant. */
    Models models();

    /** The plugin's documents in the tenant's database. */
    Documents documents();

    /** The tenant's media. */
    Blobs blobs();

    /** The tenant's event stream. */
    Events events();

    /** The tenant's settings for the plugin. */
    Settings settings();

    /** The tenant's secrets for the plugin. */
    Secrets secrets();

    /** Calls to declared hosts outside. */
    OutboundHttp http();

    /** The host's clock, in UTC. */
    Clock clock();
}
