package com.adgenius.host.server.event.delivery;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.CallFailure;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.NotServedException;
import com.adgenius.host.server.context.BoundContext;
import com.adgenius.host.server.event.EventLog;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.plugin.PluginMetadata;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.Event;
import com.adgenius.plugin.EventListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One claim of a cursor: delivers what waits, in order, for a bounded number of events and a bounded time. Each event is
 * delivered under a lease of its own, so that a version that was published meanwhile gets the next one.
 */
final class Turn {

    /** How often an event is tried; {@link EventListener} promises it. */
    static final int TRIES = 5;

    private static final System.Logger LOG = System.getLogger(Turn.class.getName());
    private static final int EVENTS = 100;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Delivering delivering;
    private final Cursor claimed;
    private final BooleanSupplier stopping;
    private long after;
    private int tries;
    private Optional<Instant> retryAt = Optional.empty();

    Turn(Delivering delivering, Cursor claimed, BooleanSupplier stopping) {
        this.delivering = requireNonNull(delivering, "delivering is null");
        this.claimed = requireNonNull(claimed, "claimed is null");
        this.stopping = requireNonNull(stopping, "stopping is null");
        this.after = claimed.after();
        this.tries = claimed.tries();
    }

    /** Takes the turn and lets go of the cursor; whether more may wait. */
    boolean take() throws InterruptedException {
        try {
            return deliver();
        } catch (InterruptedException | RuntimeException e) {
            // An interruption was for the call; the cursor is still to be let go of.
            Thread.interrupted();
            if (!stopping.getAsBoolean()) {
                retryAt = Optional.of(now().plus(LATER));
            }
            throw e;
        } finally {
            delivering.cursors().letGo(claimed, after, tries, retryAt);
        }
    }

    private boolean deliver() throws InterruptedException {
        EventLog log = delivering.services().events().forTenant();
        List<StoredEvent> page = log.after(after, EVENTS);
        if (page.isEmpty()) {
            return skipSwept(log);
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        for (StoredEvent event : page) {
            if (stopping.getAsBoolean() || System.nanoTime() - end > 0) {
                return true;
            }
            if (!deliver(event)) {
                return false;
            }
            after = event.sequence();
            tries = 0;
        }
        return page.size() == EVENTS;
    }

    /** Where the log no longer has the next event, delivery goes on with the first that it has. */
    private boolean skipSwept(EventLog log) {
        long first = log.first();
        if (first <= after + 1) {
            return false;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Plugin " + claimed.pluginId() + " misses the events " + (after + 1) + " to " + (first - 1)
                        + " of tenant " + TenantScope.current().slug() + ", which the log no longer keeps");
        after = first - 1;
        tries = 0;
        return true;
    }

    /** Whether the event is done with. */
    private boolean deliver(StoredEvent event) throws InterruptedException {
        Optional<Lease> served = delivering.lease(claimed.pluginId());
        if (served.isEmpty()) {
            return false;
        }
        try (Lease lease = served.get()) {
            List<Integer> listeners = lease.instance()
                    .metadata(PluginMetadata.class)
                    .map(metadata -> metadata.listenersTo(event.type()))
                    .orElse(List.of());
            if (listeners.isEmpty()) {
                return true;
            }
            if (tries >= TRIES) {
                delivering.undelivered().setAside(claimed.pluginId(), event, tries, unanswered(lease));
                return true;
            }
            if (!delivering.cursors().trying(claimed, event.sequence() - 1, tries + 1)) {
                return false;
            }
            call(lease, listeners, event);
            return true;
        } catch (NotServedException _) {
            return false;
        } catch (CallFailedException e) {
            return failed(event, e);
        }
    }

    private void call(Lease lease, List<Integer> listeners, StoredEvent stored)
            throws CallFailedException, NotServedException, InterruptedException {
        Event event = new Event(stored.id(), stored.type(), stored.version(), stored.time(), stored.data());
        for (int index : listeners) {
            try (BoundContext context = delivering.services().contexts().forCall(lease.instance())) {
                lease.call(EventListener.class, index, Entry.EVENT, listener -> {
                    listener.onEvent(event, context);
                    return true;
                });
            }
        }
    }

    private static Undelivered.Failure unanswered(Lease lease) {
        return new Undelivered.Failure(
                lease.instance().version(),
                "unanswered",
                "The last try ended without an answer: the node died in it, or the answer could not be stored.");
    }

    private boolean failed(StoredEvent event, CallFailedException e) {
        if (e.failure() == CallFailure.EVICTED || e.failure() == CallFailure.OVERLOADED) {
            // The listener did not get the event, or was not let to end: that is no try of its own.
            retryAt = Optional.of(now().plus(LATER));
            return false;
        }
        tries++;
        if (tries < TRIES) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Plugin " + e.pluginId() + " " + e.version() + " failed with event " + event.id() + " of tenant "
                            + TenantScope.current().slug() + ", try " + tries + " of " + TRIES + ": " + e.getMessage());
            retryAt = Optional.of(now().plus(delivering.settings().pauseAfter(tries)));
            return false;
        }
        delivering
                .undelivered()
                .setAside(
                        claimed.pluginId(),
                        event,
                        tries,
                        new Undelivered.Failure(e.version(), e.code(), e.getMessage()));
        return true;
    }

    private Instant now() {
        return delivering.services().clock().instant();
    }
}
