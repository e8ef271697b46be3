package com.adgenius.host.runtime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches closed class loaders until they are collected. One that is still there after its time is reported, after two
 * garbage collections that this thread asked for: it holds nothing of a plugin's on its own stack.
 */
final class LeakWatch implements AutoCloseable {

    private static final int COLLECTIONS = 2;
    private static final long SLOWEST_LOOK_MILLIS = 1000;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final Instances instances;
    private final RuntimeEvents events;
    private final Clock clock;
    private final long patience;
    private final Thread thread;
    private volatile boolean closed;

    LeakWatch(Instances instances, RuntimeEvents events, RuntimeConfiguration configuration) {
        this.instances = instances;
        this.events = events;
        this.clock = configuration.clock();
        this.patience = configuration.limits().leakAfter().toNanos();
        this.thread =
                Thread.ofPlatform().daemon().name("adgenius-runtime-leaks").unstarted(this::run);
    }

    /** One closed loader. */
    private static final class Watched extends WeakReference<ClassLoader> {

        private final Instance instance;
        private final long since = System.nanoTime();
        private final Instant closed;
        private int collections;
        private volatile Optional<LeakReport> report = Optional.empty();

        Watched(Instance instance, ClassLoader loader, ReferenceQueue<ClassLoader> queue, Instant closed) {
            super(loader, queue);
            this.instance = instance;
            this.closed = closed;
        }
    }

    void start() {
        thread.start();
    }

    /** Watches a closed instance's loader, if it had one. */
    void watch(Instance instance, Optional<? extends ClassLoader> loader) {
        if (loader.isPresent()) {
            watched.add(new Watched(instance, loader.get(), collected, clock.instant()));
        } else {
            instance.move(InstanceState.CLOSED, InstanceState.COLLECTED);
            instances.remove(instance);
        }
    }

    List<LeakReport> reports() {
        return watched.stream().flatMap(entry -> entry.report.stream()).toList();
    }

    private void run() {
        long look = Math.clamp(patience / 4_000_000, 10, SLOWEST_LOOK_MILLIS);
        while (!closed) {
            try {
                Reference<? extends ClassLoader> reference = collected.remove(look);
                if (reference instanceof Watched gone) {
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

    private void collected(Watched gone) {
        watched.remove(gone);
        if (!gone.instance.move(InstanceState.CLOSED, InstanceState.COLLECTED)) {
            gone.instance.move(InstanceState.LEAKED, InstanceState.COLLECTED);
        }
        instances.remove(gone.instance);
    }

    private void lookForLeaks() {
        List<Watched> overdue = watched.stream()
                .filter(entry -> entry.report.isEmpty() && System.nanoTime() - entry.since > patience)
                .toList();
        if (overdue.isEmpty()) {
            return;
        }
        overdue.stream().filter(entry -> entry.collections >= COLLECTIONS).forEach(this::report);
        overdue.forEach(entry -> entry.collections++);
        System.gc();
    }

    private void report(Watched entry) {
        ClassLoader loader = entry.get();
        if (loader != null && entry.instance.move(InstanceState.CLOSED, InstanceState.LEAKED)) {
            LeakReport report = new LeakReport(entry.instance, entry.closed, LeakSearch.holders(loader));
            entry.report = Optional.of(report);
            events.leaked(report);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
