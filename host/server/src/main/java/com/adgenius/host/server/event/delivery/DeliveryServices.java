package com.adgenius.host.server.event.delivery;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.tenant.TenantDirectory;
import java.time.Clock;

/**
 * What delivery needs of the host.
 *
 * @param runtime runs the listeners
 * @param contexts makes their handles
 * @param events the events
 * @param database remembers what is delivered
 * @param tenants whose events
 * @param clock the host's clock
 */
public record DeliveryServices(
        PluginRuntime runtime,
        TenantContexts contexts,
        EventLogs events,
        TenantDatabase database,
        TenantDirectory tenants,
        Clock clock) {

    public DeliveryServices {
        requireNonNull(runtime, "runtime is null");
        requireNonNull(contexts, "contexts is null");
        requireNonNull(events, "events is null");
        requireNonNull(database, "database is null");
        requireNonNull(tenants, "tenants is null");
        requireNonNull(clock, "clock is null");
    }
}
