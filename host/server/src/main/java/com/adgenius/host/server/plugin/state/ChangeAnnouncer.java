package com.adgenius.host.server.plugin.state;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;

/**
 * Tells of changes: an entry in the audit, the event {@code plugin.changed} for the platform, and for the tenant where a
 * change concerns one. Each has an id made from the plugin and the revision, so that telling twice has the effect of once.
 */
public final class ChangeAnnouncer {

    /** The type of the event. */
    public static final String EVENT = "plugin.changed";

    private static final System.Logger LOG = System.getLogger(ChangeAnnouncer.class.getName());
    private static final int EVENT_VERSION = 1;

    private final DesiredStates states;
    private final MongoCollection<Document> audit;
    private final EventLogs logs;
    private final Function<String, Optional<Tenant>> tenants;

    /**
     * An announcer.
     *
     * @param tenants finds a tenant by its slug
     */
    public ChangeAnnouncer(
            DesiredStates states,
            MongoConnection connection,
            EventLogs logs,
            Function<String, Optional<Tenant>> tenants) {
        this.states = requireNonNull(states, "states is null");
        this.audit = connection.publicDatabase().getCollection("audit");
        this.logs = requireNonNull(logs, "logs is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
    }

    /** Tells of what was not told yet. What fails is told later: the state remembers it. */
    public void announce(DesiredState state) {
        try {
            for (Change change : state.unannounced()) {
                audit(state.pluginId(), change);
                publish(state.pluginId(), change);
                states.announced(state.pluginId(), change.revision());
            }
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A change of plugin " + state.pluginId() + " could not be told; trying again later",
                    e);
        }
    }

    /** Tells the tenant in scope that its own switch was set. */
    public void announceWish(String pluginId, boolean enabled, long wish, Actor actor, Instant time) {
        logs.forTenant()
                .append(
                        EVENT + ":" + pluginId + ":wish:" + wish,
                        EVENT,
                        EVENT_VERSION,
                        time,
                        Map.of(
                                "plugin_id",
                                pluginId,
                                "action",
                                "switched_by_tenant",
                                "actor",
                                actor.name(),
                                "enabled",
                                enabled));
    }

    private void audit(String pluginId, Change change) {
        Document entry = new Document("_id", "plugin:" + pluginId + ":" + change.revision())
                .append("time", Date.from(change.time()))
                .append("actor", change.actor().name())
                .append("action", "plugin." + change.action().value())
                .append("subject", pluginId)
                .append("tenant", change.tenant().orElse(null))
                .append("detail", JsonValues.text(change.detail()));
        try {
            Await.done(audit.insertOne(entry));
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private void publish(String pluginId, Change change) {
        String id = EVENT + ":" + pluginId + ":" + change.revision();
        Map<String, Object> data = new HashMap<>(change.detail());
        data.put("plugin_id", pluginId);
        data.put("revision", change.revision());
        data.put("action", change.action().value());
        data.put("actor", change.actor().name());
        change.tenant().ifPresent(tenant -> data.put("tenant", tenant));
        logs.forPlatform().append(id, EVENT, EVENT_VERSION, change.time(), data);
        change.tenant()
                .flatMap(tenants)
                .ifPresent(tenant -> TenantScope.run(
                        tenant, () -> logs.forTenant().append(id, EVENT, EVENT_VERSION, change.time(), data)));
    }
}
