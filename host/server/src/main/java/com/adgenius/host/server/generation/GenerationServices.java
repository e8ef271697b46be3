package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.tenant.TenantDirectory;
import com.adgenius.plugin.Brand;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What workers need of the host.
 *
 * @param runtime runs the generators
 * @param contexts makes their handles
 * @param metering charges what they use
 * @param mongo holds what nodes tell each other
 * @param database holds the creatives
 * @param events hears what happens to them
 * @param media holds what they store
 * @param brands the brand of the tenant in scope
 * @param tenants whom to work for
 * @param tenant the tenant of that slug, active or not
 * @param bus brings the work, and hears what came of it
 * @param refresh brings this node up to what is wanted of a plugin now
 * @param clock the host's clock
 */
public record GenerationServices(
        PluginRuntime runtime,
        TenantContexts contexts,
        TenantMetering metering,
        MongoConnection mongo,
        TenantDatabase database,
        EventLogs events,
        MediaStore media,
        Supplier<Brand> brands,
        TenantDirectory tenants,
        Function<String, Optional<Tenant>> tenant,
        EventBus bus,
        Refresh refresh,
        Clock clock) {

    public GenerationServices {
        requireNonNull(runtime, "runtime is null");
        requireNonNull(contexts, "contexts is null");
        requireNonNull(metering, "metering is null");
        requireNonNull(mongo, "mongo is null");
        requireNonNull(database, "database is null");
        requireNonNull(events, "events is null");
        requireNonNull(media, "media is null");
        requireNonNull(brands, "brands is null");
        requireNonNull(tenants, "tenants is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(bus, "bus is null");
        requireNonNull(refresh, "refresh is null");
        requireNonNull(clock, "clock is null");
    }

    /** Brings this node up to what is wanted of a plugin now: work may come sooner than the news that it is switched on. */
    @FunctionalInterface
    public interface Refresh {

        /** Does so; returns when it is done. */
        void refresh(String pluginId) throws InterruptedException;
    }
}
