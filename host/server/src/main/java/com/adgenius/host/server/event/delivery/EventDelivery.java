package com.adgenius.host.server.event.delivery;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Snapshot;
import com.adgenius.host.runtime.TenantKey;
import com.adgenius.host.server.event.EventLog;
import com.adgenius.host.server.plugin.PluginMetadata;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.EventListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Delivers the tenants' events to the plugins that listen. Each plugin has a lane of its own, in which tenants take turns.
 *
 * <p>A plugin hears of what happens from when it first serves a tenant. While it is switched off or not loaded, the
 * tenant's events wait for it as long as the log keeps them.
 */
public final class EventDelivery implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EventDelivery.class.getName());
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Delivering delivering;
    private final PluginRuntime runtime;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ReentrantLock opening = new ReentrantLock();
    /** What serves a tenant and had no cursor in its last look began to serve it after this time. */
    private volatile Instant looked;

    private Optional<EventLog.Subscription> appends = Optional.empty();
    private Optional<Thread> sweeper = Optional.empty();

    /** A node's delivery, which does nothing before {@link #start}. */
    public EventDelivery(DeliverySettings settings, DeliveryServices services) {
        this.delivering = Delivering.over(
                requireNonNull(settings, "settings is null"), requireNonNull(services, "services is null"));
        this.runtime = services.runtime();
        this.looked = services.clock().instant();
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        delivering.undelivered().provision();
    }

    /** Begins to deliver. */
    public void start() {
        appends = Optional.of(delivering.services().events().onAppend(this::appended));
        sweeper = Optional.of(Thread.ofVirtual().name("event-delivery-sweeper").start(this::sweep));
    }

    private void appended(Tenant tenant, String type) {
        Snapshot snapshot = runtime.snapshot();
        TenantKey key = runtime.tenant(tenant.slug());
        for (String pluginId : snapshot.providers(EventListener.class, key)) {
            snapshot.instance(pluginId, key)
                    .flatMap(instance -> instance.metadata(PluginMetadata.class))
                    .filter(metadata -> !metadata.listenersTo(type).isEmpty())
                    .ifPresent(_ -> offer(pluginId, tenant));
        }
    }

    /** A look that is under way while the node stops opens no lane any more, which nobody would close. */
    private void offer(String pluginId, Tenant tenant) {
        opening.lock();
        try {
            if (!stopping()) {
                lanes.computeIfAbsent(
                                pluginId,
                                id -> new Lane(id, delivering.settings().workers(), turn -> takeTurn(id, turn)))
                        .offer(tenant);
            }
        } finally {
            opening.unlock();
        }
    }

    private boolean stopping() {
        return stopped.getCount() == 0;
    }

    private void sweep() {
        try {
            do {
                Instant began = delivering.services().clock().instant();
                try {
                    delivering.services().tenants().eachActive(() -> !stopping(), this::look);
                    looked = began;
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "The tenants could not be looked through; trying again", e);
                }
            } while (!stopped.await(delivering.settings().sweep().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, "The sweep for events ended");
        }
    }

    /** Looks what waits for the plugins that serve the tenant in scope. */
    private void look() {
        Tenant tenant = TenantScope.current();
        List<String> listening = runtime.providers(EventListener.class, runtime.tenant(tenant.slug()));
        if (listening.isEmpty()) {
            return;
        }
        Map<String, Cursor> cursors = delivering.cursors().all();
        EventLog log = delivering.services().events().forTenant();
        long last = log.last();
        Instant now = delivering.services().clock().instant();
        for (String pluginId : listening) {
            Cursor cursor = cursors.get(pluginId);
            if (cursor == null) {
                delivering.cursors().create(pluginId, log.lastBefore(looked));
            }
            if (cursor == null || cursor.due(last, now)) {
                offer(pluginId, tenant);
            }
        }
    }

    private boolean takeTurn(String pluginId, Tenant tenant) {
        try {
            return TenantScope.call(tenant, () -> takeTurn(pluginId));
        } catch (InterruptedException _) {
            return false;
        } catch (Exception e) {
            if (!stopping()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Delivering the events of " + tenant.slug() + " to " + pluginId + " failed; it is tried again",
                        e);
            }
            return false;
        }
    }

    private boolean takeTurn(String pluginId) throws InterruptedException {
        Cursors cursors = delivering.cursors();
        Optional<Cursor> claimed = cursors.claim(pluginId);
        if (claimed.isEmpty() && cursors.missing(pluginId)) {
            cursors.create(pluginId, delivering.services().events().forTenant().lastBefore(looked));
            claimed = cursors.claim(pluginId);
        }
        return claimed.isPresent() && new Turn(delivering, claimed.get(), this::stopping).take();
    }

    /**
     * Stops: begins no call any more, gives running ones the grace, then interrupts them. An event whose call was
     * interrupted is delivered again, here or on another node, without counting a try.
     */
    @Override
    public void close() throws InterruptedException {
        opening.lock();
        try {
            stopped.countDown();
        } finally {
            opening.unlock();
        }
        appends.ifPresent(EventLog.Subscription::close);
        lanes.values().forEach(Lane::close);
        joinAll(delivering.settings().grace());
        lanes.values().forEach(Lane::interrupt);
        joinAll(STOP_LIMIT);
        if (sweeper.isPresent()) {
            sweeper.get().join(STOP_LIMIT);
        }
    }

    private void joinAll(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Lane lane : lanes.values()) {
            lane.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }
}
