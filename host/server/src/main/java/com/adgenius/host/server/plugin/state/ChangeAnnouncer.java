package com.adgenius.host.server.plugin.state;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.bus.BusUnavailableException;
import com.adgenius.host.server.bus.DomainEvent;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.bus.Message;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.tenant.Tenants;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

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
    private final AuditLog audit;
    private final EventLogs logs;
    private final Tenants tenants;
    private final EventBus bus;

    /** Tells in these logs, and the other nodes by the bus. */
    public ChangeAnnouncer(DesiredStates states, AuditLog audit, EventLogs logs, Tenants tenants, EventBus bus) {
        this.states = requireNonNull(states, "states is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.logs = requireNonNull(logs, "logs is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.bus = requireNonNull(bus, "bus is null");
    }

    /**
     * Tells the other nodes of what was not announced yet. They look at what is wanted themselves, so they need not wait until
     * this node is there.
     */
    public void tellNodes(DesiredState state) {
        for (Change change : state.unannounced()) {
            tellNodes(change.revision(), state.pluginId(), change.action().value(), change.time());
        }
    }

    /** Tells audit and logs of what was not announced yet. What fails is told later: the state remembers it. */
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

    /** The other nodes look at once. Those that do not hear of it look soon, so this needs not succeed. */
    private void tellNodes(long revision, String pluginId, String action, Instant time) {
        String id = EVENT + ":" + pluginId + ":" + revision + ":" + action;
        try {
            bus.publish(Message.ofPlatform(id, time, new DomainEvent.PluginChanged(pluginId, action)));
        } catch (BusUnavailableException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Other nodes find the change of plugin " + pluginId + " by themselves: " + e.getMessage());
        }
    }

    /** Tells the other nodes that the tenant's own switch is set and where it counts. */
    public void announceMirror(String pluginId, long wish, Instant time) {
        tellNodes(wish, pluginId, "switched_by_tenant", time);
    }

    /** Tells the tenant in scope that its own switch was set. */
    public void announceWish(String pluginId, boolean enabled, long wish, String userId, Instant time) {
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
                                userId,
                                "enabled",
                                enabled));
    }

    private void audit(String pluginId, Change change) {
        Map<String, String> details = new HashMap<>();
        change.detail().forEach((name, value) -> details.put(name, text(value)));
        audit.recordOnce(
                "plugin:" + pluginId + ":" + change.revision(),
                change.time(),
                change.actor().id(),
                change.actor().email(),
                "plugin." + change.action().value(),
                pluginId,
                change.tenant(),
                details);
    }

    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            return JsonValues.text(JsonValues.copyOf(map));
        }
        return value.toString();
    }

    private void publish(String pluginId, Change change) {
        String id = EVENT + ":" + pluginId + ":" + change.revision();
        Map<String, Object> data = new HashMap<>(change.detail());
        data.put("plugin_id", pluginId);
        data.put("revision", change.revision());
        data.put("action", change.action().value());
        data.put("actor", change.actor().id());
        change.tenant().ifPresent(tenant -> data.put("tenant", tenant));
        logs.forPlatform().append(id, EVENT, EVENT_VERSION, change.time(), data);
        change.tenant()
                .flatMap(tenants::find)
                .ifPresent(tenant -> TenantScope.run(
                        tenant, () -> logs.forTenant().append(id, EVENT, EVENT_VERSION, change.time(), data)));
    }
}
