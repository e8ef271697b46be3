package com.adgenius.host.server.event.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The time, which lets a node's sweep wait in the middle of its first look, and says what else asked for it. */
final class HeldClock extends Clock {

    private static final String SWEEPER = "event-delivery-sweeper";
    /** A sweep asks when it begins, and again in its look through a tenant. */
    private static final int IN_THE_LOOK = 2;

    private final CountDownLatch looking = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> others = ConcurrentHashMap.newKeySet();

    /** Waits until the sweep looks through a tenant. */
    void awaitLook() throws InterruptedException {
        if (!looking.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The sweep does not look");
        }
    }

    void goOn() {
        mayGoOn.countDown();
    }

    /** The names of the threads that asked for the time beside the sweep. */
    Set<String> others() {
        return Set.copyOf(others);
    }

    @Override
    public Instant instant() {
        String name = Thread.currentThread().getName();
        if (!name.equals(SWEEPER)) {
            others.add(name);
        } else if (asked.incrementAndGet() == IN_THE_LOOK) {
            looking.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Instant.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nobody asks for another zone");
    }
}
