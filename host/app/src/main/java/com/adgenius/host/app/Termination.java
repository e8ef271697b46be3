package com.adgenius.host.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns SIGTERM and SIGINT into an interruption of the command's thread and holds the process until the command has
 * ended orderly, at most for a while.
 */
final class Termination implements AutoCloseable {

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private final CountDownLatch ended = new CountDownLatch(1);

    private Termination() {}

    /** Watches for the current thread; the process stays until this is closed, or the limit passed. */
    static Termination watch(Duration limit) {
        Termination termination = new Termination();
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            BEGUN.set(true);
            command.interrupt();
            termination.await(limit);
        }));
        return termination;
    }

    /** Whether the process is being stopped; then nobody may call {@link System#exit}, which would wait for ever. */
    static boolean begun() {
        return BEGUN.get();
    }

    private void await(Duration limit) {
        try {
            if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("adgenius: did not stop within " + limit.toSeconds() + " s, ending all the same");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
