package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.tenant.TenantDirectory;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * What search needs of the host.
 *
 * @param node this node's id
 * @param qdrant holds the points
 * @param database the tenants' databases
 * @param contexts asks embedding models
 * @param metering counts what they used
 * @param campaigns which are removed, so that their creatives are hidden
 * @param bus tells what happens to creatives
 * @param tenants those to work for
 * @param tenant the tenant of that slug
 * @param clock the host's clock
 */
public record SearchServices(
        String node,
        QdrantConnection qdrant,
        TenantDatabase database,
        TenantContexts contexts,
        TenantMetering metering,
        Campaigns campaigns,
        EventBus bus,
        TenantDirectory tenants,
        Function<String, Optional<Tenant>> tenant,
        Clock clock) {

    public SearchServices {
        requireNonNull(node, "node is null");
        requireNonNull(qdrant, "qdrant is null");
        requireNonNull(database, "database is null");
        requireNonNull(contexts, "contexts is null");
        requireNonNull(metering, "metering is null");
        requireNonNull(campaigns, "campaigns is null");
        requireNonNull(bus, "bus is null");
        requireNonNull(tenants, "tenants is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(clock, "clock is null");
    }
}
