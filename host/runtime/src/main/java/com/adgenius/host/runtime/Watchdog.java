package com.adgenius.host.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks after what has a limit of time and nobody waiting for it: calls on their callers' threads, drains, rehearsals. */
final class Watchdog implements AutoCloseable {

    /** How exactly those limits are kept. */
    private static final Duration TICK = Duration.ofMillis(50);

    private final Instances instances;
    private final Retirement retirement;
    private final Rehearsals rehearsals;
    private final RuntimeEvents events;
    private final CountDownLatch closed = new CountDownLatch(1);

    Watchdog(Instances instances, Retirement retirement, Rehearsals rehearsals, RuntimeEvents events) {
        this.instances = instances;
        this.retirement = retirement;
        this.rehearsals = rehearsals;
        this.events = events;
    }

    void start() {
        Thread.ofPlatform().daemon().name("adgenius-runtime-watchdog").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                lookSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look that fails, for instance for want of memory, must not be the last. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            events.lookFailed("watchdog", e);
        }
    }

    private void look() {
        long now = System.nanoTime();
        for (Instance instance : instances.all()) {
            instance.calls().watch(now);
            retirement.watch(instance);
        }
        rehearsals.expire(now);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
