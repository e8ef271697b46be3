package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.RuntimeLimits;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.cache.Cache;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.EventStream;
import com.adgenius.host.server.provider.CircuitSettings;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.tenant.Tenants;
import com.adgenius.host.server.vault.Vault;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What this domain stands on.
 *
 * @param nodeId the same after each start
 * @param folder the node's data folder
 * @param mongo the public database
 * @param tenantDatabase the database of the tenant in scope
 * @param vault seals the tenants' secrets
 * @param logs where changes are told
 * @param stream to those who listen
 * @param bus to the other nodes
 * @param audit where administrators' changes are noted
 * @param tenants who there is
 * @param cache keeps what seldom changes
 * @param generationRequest the type of what is sent to {@code POST /creatives}
 * @param mapper by the API's rules
 * @param runtimeLimits the bounds of the runtime
 * @param circuits when a model provider that fails is left alone
 * @param poll the pause between two looks for what other nodes changed
 * @param budget how long a start may wait for the first pass over all plugins
 * @param clock the time
 */
public record PluginsSetup(
        String nodeId,
        Path folder,
        MongoConnection mongo,
        TenantDatabase tenantDatabase,
        Vault vault,
        EventLogs logs,
        EventStream stream,
        EventBus bus,
        AuditLog audit,
        Tenants tenants,
        Cache cache,
        Type generationRequest,
        ObjectMapper mapper,
        RuntimeLimits runtimeLimits,
        CircuitSettings circuits,
        Duration poll,
        Duration budget,
        Clock clock) {

    /** The pause between two looks for what others changed; with the look itself the period is below two seconds. */
    public static final Duration POLL = Duration.ofMillis(1_500);

    /** How long a start waits: longer than one plugin that hangs in its constructor, its start and its probe. */
    public static final Duration BUDGET = Duration.ofSeconds(60);

    public PluginsSetup {
        requireNonNull(nodeId, "nodeId is null");
        requireNonNull(folder, "folder is null");
        requireNonNull(mongo, "mongo is null");
        requireNonNull(tenantDatabase, "tenantDatabase is null");
        requireNonNull(vault, "vault is null");
        requireNonNull(logs, "logs is null");
        requireNonNull(stream, "stream is null");
        requireNonNull(bus, "bus is null");
        requireNonNull(audit, "audit is null");
        requireNonNull(tenants, "tenants is null");
        requireNonNull(cache, "cache is null");
        requireNonNull(generationRequest, "generationRequest is null");
        requireNonNull(mapper, "mapper is null");
        requireNonNull(runtimeLimits, "runtimeLimits is null");
        requireNonNull(circuits, "circuits is null");
        requireNonNull(poll, "poll is null");
        requireNonNull(budget, "budget is null");
        requireNonNull(clock, "clock is null");
    }
}
