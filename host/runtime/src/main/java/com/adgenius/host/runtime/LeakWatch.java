package com.adgenius.host.runtime;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.ClosedLoader;
import com.adgenius.leak.LeakHolder;
import com.adgenius.leak.LeakSearch;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Watches closed class loaders until they are collected. One that is still there after its time is reported with what holds
 * it, after two garbage collections that this thread asked for: it holds nothing of a plugin's on its own stack. What holds
 * it is searched for on a thread of its own, because reading a heap dump takes long, and what is collected meanwhile must
 * not wait for it.
 */
final class LeakWatch implements AutoCloseable {

    private static final int COLLECTIONS = 2;
    private static final long SLOWEST_LOOK_MILLIS = 1000;
    private static final Duration SEARCH_END = Duration.ofSeconds(5);

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Map<ClosedLoader, Watched> watched = new ConcurrentHashMap<>();
    private final Instances instances;
    private final RuntimeEvents events;
    private final Clock clock;
    private final long patience;
    private final Search search;
    private final Thread thread;
    /** Keeps the report of a leak and its end apart. */
    private final ReentrantLock reporting = new ReentrantLock();

    private volatile @Nullable Thread searching;
    private volatile boolean closed;

    LeakWatch(Instances instances, RuntimeEvents events, RuntimeConfiguration configuration) {
        this(
                instances,
                events,
                configuration,
                new LeakSearch(
                        configuration.workingDirectory(), configuration.limits().leakDump())::holders);
    }

    LeakWatch(Instances instances, RuntimeEvents events, RuntimeConfiguration configuration, Search search) {
        this.instances = instances;
        this.events = events;
        this.clock = configuration.clock();
        this.patience = configuration.limits().leakAfter().toNanos();
        this.search = search;
        this.thread =
                Thread.ofPlatform().daemon().name("adgenius-runtime-leaks").unstarted(this::run);
    }

    /** Names what keeps each of the loaders that are not collected meanwhile. */
    @FunctionalInterface
    interface Search {

        Map<ClosedLoader, List<LeakHolder>> holders(Collection<ClosedLoader> closed);
    }

    /** One closed loader's instance. */
    private static final class Watched {

        private final Instance instance;
        private final List<CleanedUp> cleaned;
        private final long since = System.nanoTime();
        private final Instant closed;
        private int collections;
        private volatile Optional<LeakReport> report = Optional.empty();

        Watched(Instance instance, List<CleanedUp> cleaned, Instant closed) {
            this.instance = instance;
            this.cleaned = cleaned;
            this.closed = closed;
        }
    }

    void start() {
        thread.start();
    }

    /** Watches a closed instance's loader, if it had one. */
    void watch(Instance instance, Optional<? extends ClassLoader> loader, List<CleanedUp> cleaned) {
        if (loader.isPresent()) {
            watched.put(ClosedLoader.of(loader.get(), collected), new Watched(instance, cleaned, clock.instant()));
        } else {
            instance.move(InstanceState.CLOSED, InstanceState.COLLECTED);
            instances.remove(instance);
        }
    }

    List<LeakReport> reports() {
        return watched.values().stream()
                .filter(entry -> entry.instance.state() == InstanceState.LEAKED)
                .flatMap(entry -> entry.report.stream())
                .toList();
    }

    private void run() {
        long look = Math.clamp(patience / 4_000_000, 10, SLOWEST_LOOK_MILLIS);
        while (!closed) {
            try {
                Reference<? extends ClassLoader> reference = collected.remove(look);
                if (reference instanceof ClosedLoader gone) {
                    collected(gone);
                } else {
                    lookForLeaks();
                }
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException | Error e) {
                events.lookFailed("leak watch", e);
            }
        }
    }

    private void collected(ClosedLoader gone) {
        Watched entry = watched.remove(gone);
        if (entry == null) {
            return;
        }
        reporting.lock();
        try {
            if (!entry.instance.move(InstanceState.CLOSED, InstanceState.COLLECTED)) {
                entry.instance.move(InstanceState.LEAKED, InstanceState.COLLECTED);
                entry.report.ifPresent(events::leakResolved);
            }
        } finally {
            reporting.unlock();
        }
        instances.remove(entry.instance);
    }

    private void lookForLeaks() {
        Map<ClosedLoader, Watched> overdue = new ConcurrentHashMap<>(watched);
        overdue.values().removeIf(entry -> entry.report.isPresent() || System.nanoTime() - entry.since <= patience);
        Map<ClosedLoader, Watched> leaked = new HashMap<>(overdue);
        leaked.values().removeIf(entry -> entry.collections < COLLECTIONS);
        overdue.keySet().removeAll(leaked.keySet());
        if (!leaked.isEmpty() && !isSearching()) {
            Thread next = Thread.ofPlatform()
                    .daemon()
                    .name("adgenius-runtime-leak-search")
                    .unstarted(() -> search(leaked));
            searching = next;
            next.start();
        }
        if (!overdue.isEmpty()) {
            overdue.values().forEach(entry -> entry.collections++);
            System.gc();
        }
    }

    private boolean isSearching() {
        Thread last = searching;
        return last != null && last.isAlive();
    }

    private void search(Map<ClosedLoader, Watched> leaked) {
        try {
            search.holders(leaked.keySet()).forEach((loader, holders) -> report(leaked.get(loader), holders));
        } catch (RuntimeException | Error e) {
            events.lookFailed("leak search", e);
        }
    }

    private void report(Watched entry, List<LeakHolder> holders) {
        reporting.lock();
        try {
            if (closed || entry.instance.state() != InstanceState.CLOSED) {
                return;
            }
            LeakReport report = new LeakReport(entry.instance, entry.closed, holders, entry.cleaned);
            // Before the state: whoever sees that it is leaked finds out why.
            entry.report = Optional.of(report);
            entry.instance.move(InstanceState.CLOSED, InstanceState.LEAKED);
            events.leaked(report);
        } finally {
            reporting.unlock();
        }
    }

    /** Ends the watch, and waits for a search that writes into the working directory, which goes away after it. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Thread last = searching;
        if (last != null) {
            last.interrupt();
            try {
                last.join(SEARCH_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
