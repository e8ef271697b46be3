package com.adgenius.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A class that tests define in a loader of its own, where it leaves behind what it is asked to. */
public final class Guest implements Consumer<String> {

    static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

    /** Ends what was left behind; the tests' own copy, found by its name among the system properties. */
    private static final String LATCH = Guest.class.getName() + ".latch";

    /** Made by reflection. */
    public Guest() {}

    static CountDownLatch newLatch() {
        CountDownLatch latch = new CountDownLatch(1);
        System.getProperties().put(LATCH, latch);
        return latch;
    }

    private static void awaitEnd() {
        try {
            if (!((CountDownLatch) System.getProperties().get(LATCH)).await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The test did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void accept(String what) {
        switch (what) {
            case "thread" -> new Thread(Guest::awaitEnd, "guest-thread").start();
            case "virtual thread" -> Thread.ofVirtual().name("guest-virtual").start(Guest::awaitEnd);
            case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "guest-hook"));
            case "thread-local" -> LOCAL.set(this);
            case "thread-local in a list" -> LOCAL.set(new ArrayList<>(List.of(this)));
            case "timer" -> new Timer("guest-timer", true).schedule(new Task(), TimeUnit.HOURS.toMillis(1));
            case "delayed task" ->
                CompletableFuture.delayedExecutor(1, TimeUnit.HOURS).execute(Guest::awaitEnd);
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** A task that is never run. */
    private static final class Task extends TimerTask {

        @Override
        public void run() {
            awaitEnd();
        }
    }
}
