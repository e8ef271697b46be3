package com.adgenius.host.server.event.delivery;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tenants whose events wait for one receiver, for instance a plugin, taken in turns by workers that exist only while
 * there is work. A receiver that hangs fills its own lane and no other's. A tenant is worked for by one worker at a time.
 */
public final class Lane {

    private static final int CAPACITY = 10_000;

    private final String name;
    private final int limit;
    private final Turns turns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Tenant> waiting = new LinkedHashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Set<Thread> workers = new HashSet<>();
    private boolean closed;

    /** A turn of a tenant. */
    @FunctionalInterface
    public interface Turns {

        /** Takes it; whether the tenant should have another one. Never throws. */
        boolean take(Tenant tenant);
    }

    /**
     * A lane without work.
     *
     * @param name names its workers
     * @param limit how many turns are taken at once
     */
    public Lane(String name, int limit, Turns turns) {
        this.name = requireNonNull(name, "name is null");
        this.limit = limit;
        this.turns = requireNonNull(turns, "turns is null");
    }

    /** The tenant wants a turn, also where it has one now. What does not fit is found by a later sweep. */
    public void offer(Tenant tenant) {
        lock.lock();
        try {
            if (closed || waiting.size() >= CAPACITY) {
                return;
            }
            waiting.put(tenant.slug(), tenant);
            if (workers.size() < limit && next().isPresent()) {
                workers.add(Thread.ofVirtual().name("events-" + name).start(this::work));
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Tenant> next() {
        return waiting.values().stream()
                .filter(tenant -> !running.contains(tenant.slug()))
                .findFirst();
    }

    private void work() {
        for (Optional<Tenant> turn = begin(); turn.isPresent(); turn = begin()) {
            Tenant tenant = turn.get();
            boolean again = false;
            try {
                again = turns.take(tenant);
            } finally {
                end(tenant, again);
            }
        }
    }

    /** The next turn; where there is none the worker ends. */
    private Optional<Tenant> begin() {
        lock.lock();
        try {
            Optional<Tenant> turn = next();
            turn.map(Tenant::slug).ifPresent(slug -> {
                waiting.remove(slug);
                running.add(slug);
            });
            if (turn.isEmpty()) {
                workers.remove(Thread.currentThread());
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void end(Tenant tenant, boolean again) {
        lock.lock();
        try {
            running.remove(tenant.slug());
            if (again && !closed) {
                waiting.putIfAbsent(tenant.slug(), tenant);
            }
        } finally {
            lock.unlock();
        }
    }

    /** No turn begins any more. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts each turn that is taken now. */
    public void interrupt() {
        workers().forEach(Thread::interrupt);
    }

    /** Waits until every turn has ended, at most that long. */
    public void join(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread worker : workers()) {
            worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }

    private List<Thread> workers() {
        lock.lock();
        try {
            return List.copyOf(workers);
        } finally {
            lock.unlock();
        }
    }
}
