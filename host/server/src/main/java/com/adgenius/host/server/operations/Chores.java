package com.adgenius.host.server.operations;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What has to be looked after again and again: each chore runs at once, then after each pause, one run at a time. */
public final class Chores implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Chores.class.getName());
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Thread> threads = new ArrayList<>();

    /** No chores yet. */
    public Chores() {}

    /** Does the chore again and again. One that fails is logged and done again after the pause. */
    public void every(Duration pause, String name, Chore chore) {
        requireNonNull(pause, "pause is null");
        requireNonNull(chore, "chore is null");
        lock.lock();
        try {
            threads.add(Thread.ofVirtual().name("chore-" + name).start(() -> repeat(pause, name, chore)));
        } finally {
            lock.unlock();
        }
    }

    private static void repeat(Duration pause, String name, Chore chore) {
        try {
            while (true) {
                once(name, chore);
                Thread.sleep(pause);
            }
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, () -> "The chore " + name + " ended");
        }
    }

    private static void once(String name, Chore chore) throws InterruptedException {
        try {
            chore.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.log(System.Logger.Level.WARNING, "The chore " + name + " failed; it will be done again", e);
            }
        }
    }

    /** Ends all chores; one that is running is interrupted. */
    @Override
    public void close() throws InterruptedException {
        lock.lock();
        try {
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                if (!thread.join(STOP_LIMIT)) {
                    LOG.log(System.Logger.Level.WARNING, thread.getName() + " did not end");
                }
            }
            threads.clear();
        } finally {
            lock.unlock();
        }
    }

    /** One run of a chore; bounded in what it does. */
    @FunctionalInterface
    public interface Chore {

        /** Does it once. */
        void run() throws Exception;
    }
}
