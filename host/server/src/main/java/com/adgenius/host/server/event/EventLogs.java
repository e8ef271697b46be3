package com.adgenius.host.server.event;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * The event logs: one for each tenant, one for the platform. A thread of its own looks every half second for what other
 * nodes appended to the logs that somebody listens to.
 */
public final class EventLogs implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EventLogs.class.getName());
    private static final String COLLECTION = "events";
    private static final Duration POLL = Duration.ofMillis(500);

    private final TenantDatabase tenants;
    private final MongoConnection connection;
    private final Clock clock;
    private final Map<String, Known> logs = new ConcurrentHashMap<>();
    private final List<AppendListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread poller;
    private volatile boolean closed;

    /** The logs in the tenants' databases and in the public one. */
    public EventLogs(TenantDatabase tenants, MongoConnection connection, Clock clock) {
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.connection = requireNonNull(connection, "connection is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.poller = Thread.ofVirtual().name("event-log-poller").start(this::poll);
    }

    /** The log of the tenant in scope, to be used in its scope. */
    public EventLog forTenant() {
        Tenant tenant = TenantScope.current();
        return log(
                tenant.databaseName(),
                () -> tenants.collection(COLLECTION),
                type -> appended(tenant, type),
                work -> TenantScope.run(tenant, work));
    }

    /** The log of the platform. */
    public EventLog forPlatform() {
        return log(
                MongoConnection.PUBLIC_DATABASE,
                () -> connection.publicDatabase().getCollection(COLLECTION),
                _ -> {},
                Runnable::run);
    }

    /** Hears of what this node appends to the tenants' logs. */
    @FunctionalInterface
    public interface AppendListener {

        /** An event of that type is in the tenant's log. Called on the thread that appended; must not block. */
        void appended(Tenant tenant, String type);
    }

    /** Calls the listener after each append of this node to a tenant's log. */
    public EventLog.Subscription onAppend(AppendListener listener) {
        listeners.add(requireNonNull(listener, "listener is null"));
        return () -> listeners.remove(listener);
    }

    private void appended(Tenant tenant, String type) {
        for (AppendListener listener : listeners) {
            try {
                listener.appended(tenant, type);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "Event " + type + " of " + tenant.slug() + " was not noticed", e);
            }
        }
    }

    private EventLog log(
            String database,
            Supplier<MongoCollection<Document>> events,
            Consumer<String> appended,
            Consumer<Runnable> scope) {
        return logs.computeIfAbsent(database, _ -> new Known(new MongoEventLog(events, clock, appended), scope))
                .log();
    }

    /**
     * A log of this node.
     *
     * @param scope does work where the log can be used
     */
    private record Known(MongoEventLog log, Consumer<Runnable> scope) {

        void refresh() {
            try {
                scope.accept(log::last);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "The event log cannot be read; trying again: " + e.getMessage());
            }
        }
    }

    private void poll() {
        while (!closed) {
            try {
                Thread.sleep(POLL);
                logs.values().stream().filter(known -> known.log().heard()).forEach(Known::refresh);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        poller.interrupt();
    }
}
