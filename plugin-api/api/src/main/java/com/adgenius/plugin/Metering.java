package com.adgenius.plugin;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Counts what a tenant uses and says whether it may use more. The host counts by itself; a plugin that is switched on for
 * a tenant takes this over.
 *
 * <p>Each reservation is committed or refunded once; the same call twice with the same id has the effect of one.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public interface Metering extends ExtensionPoint {

    /**
     * Reserves what a generation is expected to use.
     *
     * @throws PluginException {@link FailureCode#QUOTA_EXCEEDED} when the tenant may not use that much
     */
    Reservation reserve(UsageRequest request, TenantContext context) throws PluginException, InterruptedException;

    /** Charges what a generation used, in place of what was reserved. */
    void commit(String reservationId, List<ModelUsage> usage, TenantContext context)
            throws PluginException, InterruptedException;

    /** Gives back what was reserved. */
    void refund(String reservationId, String reason, TenantContext context)
            throws PluginException, InterruptedException;
}
