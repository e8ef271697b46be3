package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection for each tenant, made when it is first needed. A scope that asked for its tenant's keeps it open until it
 * is left; those that no scope has are closed when they are idle for long, and the longest idle ones as soon as there are
 * more than the limit. So there are more only while so many tenants are at work at once.
 *
 * @param <C> a connection
 */
public final class TenantConnections<C> implements AutoCloseable {

    private final Supplier<MongoLogin> logins;
    private final Connector<C> connector;
    private final int limit;
    private final LongSupplier nanos;
    private final Map<String, Slot> slots = new HashMap<>();
    private boolean closed;

    /** Makes connections, and closes them. */
    public interface Connector<C> {

        /**
         * Connects.
         *
         * @param failed to be called when the server may have refused the login; does not block
         */
        C connect(MongoLogin login, Runnable failed);

        /** Closes what was connected; called once. */
        void close(C connection);
    }

    /**
     * Connections by these logins.
     *
     * @param logins the login of the tenant in scope, as it is now
     * @param limit how many there may be that no scope has
     * @param nanos the time, as {@link System#nanoTime}
     */
    public TenantConnections(Supplier<MongoLogin> logins, Connector<C> connector, int limit, LongSupplier nanos) {
        this.logins = requireNonNull(logins, "logins is null");
        this.connector = requireNonNull(connector, "connector is null");
        this.limit = limit;
        this.nanos = requireNonNull(nanos, "nanos is null");
    }

    /**
     * The connection of the tenant in scope, which stays open until the scope is left. After a connection failed it is
     * one by the login as it is then.
     */
    public C current() {
        return TenantScope.held(this, () -> new Use(TenantScope.current().slug()))
                .connection();
    }

    /** Closes those that no scope had for that time. */
    public void closeIdle(Duration time) {
        List<Slot> idle;
        synchronized (slots) {
            long now = nanos.getAsLong();
            idle = slots.values().stream()
                    .filter(slot -> slot.uses == 0 && now - slot.idleSince >= time.toNanos())
                    .toList();
            idle.forEach(this::takeOut);
        }
        idle.forEach(Slot::close);
    }

    /** Closes the tenant's as soon as no scope has it; who asks from now on gets another. */
    public void forget(String tenant) {
        forget(slot -> slot.tenant.equals(tenant));
    }

    private void forget(Predicate<Slot> which) {
        List<Slot> unused;
        synchronized (slots) {
            List<Slot> forgotten = slots.values().stream().filter(which).toList();
            forgotten.forEach(this::takeOut);
            unused = forgotten.stream().filter(slot -> slot.uses == 0).toList();
        }
        unused.forEach(Slot::close);
    }

    /** Closes all, those in use as well. */
    @Override
    public void close() {
        List<Slot> all;
        synchronized (slots) {
            closed = true;
            all = List.copyOf(slots.values());
            all.forEach(this::takeOut);
        }
        all.forEach(Slot::close);
    }

    private void takeOut(Slot slot) {
        slots.remove(slot.tenant, slot);
        slot.out = true;
    }

    private Slot take(String tenant) {
        List<Slot> surplus;
        Slot slot;
        synchronized (slots) {
            if (closed) {
                throw new IllegalStateException("The connections to the tenants' databases are closed");
            }
            slot = slots.computeIfAbsent(tenant, Slot::new);
            slot.uses++;
            surplus = surplus();
        }
        surplus.forEach(Slot::close);
        return slot;
    }

    private void giveBack(Slot slot) {
        List<Slot> unneeded;
        synchronized (slots) {
            slot.uses--;
            slot.idleSince = nanos.getAsLong();
            if (slot.uses == 0 && slot.connection == null) {
                takeOut(slot);
            }
            unneeded = surplus();
            if (slot.out && slot.uses == 0) {
                unneeded.add(slot);
            }
        }
        unneeded.forEach(Slot::close);
    }

    /** Takes out the longest idle ones above the limit. */
    private List<Slot> surplus() {
        List<Slot> surplus = new ArrayList<>();
        while (slots.size() > limit) {
            long now = nanos.getAsLong();
            Optional<Slot> longestIdle = slots.values().stream()
                    .filter(slot -> slot.uses == 0)
                    .max(Comparator.comparingLong(slot -> now - slot.idleSince));
            if (longestIdle.isEmpty()) {
                break;
            }
            takeOut(longestIdle.get());
            surplus.add(longestIdle.get());
        }
        return surplus;
    }

    /** A scope that has its tenant's connection. */
    private final class Use implements TenantScope.Held {

        private Slot slot;

        Use(String tenant) {
            this.slot = take(tenant);
        }

        synchronized C connection() {
            Slot before = slot;
            if (before.isOutdated()) {
                forget(before::equals);
            }
            if (before.out) {
                slot = take(before.tenant);
                giveBack(before);
            }
            return slot.connection();
        }

        @Override
        public synchronized void close() {
            giveBack(slot);
        }
    }

    /** A tenant's connection; {@code uses}, {@code idleSince} and {@code out} change under the lock of the map alone. */
    private final class Slot {

        private final String tenant;
        private final AtomicBoolean closing = new AtomicBoolean();
        private int uses;
        private long idleSince;
        private volatile boolean out;
        private volatile boolean doubtful;
        private volatile @Nullable C connection;
        private @Nullable MongoLogin login;

        Slot(String tenant) {
            this.tenant = tenant;
        }

        synchronized C connection() {
            C known = connection;
            if (known == null) {
                login = logins.get();
                known = connector.connect(login, () -> doubtful = true);
                connection = known;
            }
            return known;
        }

        /** Whether the login is another by now; looked up after a failure alone. */
        boolean isOutdated() {
            return doubtful && isAnother();
        }

        private synchronized boolean isAnother() {
            boolean another = !logins.get().equals(login);
            doubtful = another;
            return another;
        }

        void close() {
            C known = connection;
            if (known != null && closing.compareAndSet(false, true)) {
                connector.close(known);
            }
        }
    }
}
