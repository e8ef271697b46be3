package com.adgenius.host.runtime.sample;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a test see where a plugin is, and hold it there. The only state that tests and plugins share. */
public final class Gates {

    private static final ConcurrentMap<String, CountDownLatch> LATCHES = new ConcurrentHashMap<>();
    private static final long LIMIT_SECONDS = 30;

    private Gates() {}

    /** Called by a plugin: says that it is there. */
    public static void reached(String name) {
        latch(name).countDown();
    }

    /** Called by a plugin: waits until the test opens the gate; an interruption ends the wait. */
    public static void pass(String name) throws InterruptedException {
        if (!latch(name).await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody opened " + name);
        }
    }

    /** Called by a plugin: waits until the test opens the gate, and ignores every interruption. */
    public static void passStubbornly(String name) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < until) {
            try {
                if (latch(name).await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException ignored) {
                Thread.onSpinWait();
            }
        }
    }

    /** Called by a test: opens a gate. */
    public static void open(String name) {
        latch(name).countDown();
    }

    /** Called by a test: waits until the plugin is there. */
    public static void awaitReached(String name) throws InterruptedException {
        pass(name);
    }

    /** Called by a test or a plugin: whether the gate is open. */
    public static boolean isOpen(String name) {
        return latch(name).getCount() == 0;
    }

    /** Called by a test before it begins. */
    public static void reset() {
        LATCHES.clear();
    }

    private static CountDownLatch latch(String name) {
        return LATCHES.computeIfAbsent(name, ignored -> new CountDownLatch(1));
    }
}
