package com.adgenius.host.runtime;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Platform threads for plugin code. Each runs one task and ends, so that none brings thread-locals into a plugin or keeps
 * those of one; a few wait already, since starting a thread takes longer than most of the tasks. A thread that ends starts
 * the next ones to wait, when nobody waits for it any more.
 */
final class FreshThreads implements AutoCloseable {

    /** One for an instance that comes and one for the instance that it replaces. */
    private static final int WAITING = 2;

    private static final Task NOTHING = new Task("", () -> {});

    private final TransferQueue<Task> tasks = new LinkedTransferQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    private record Task(String name, Runnable body) {}

    /**
     * Runs a task on a thread of its own.
     *
     * @param name the thread's meanwhile
     * @throws OutOfMemoryError when this machine gives no more threads
     */
    void start(String name, Runnable body) {
        Task task = new Task(name, body);
        if (!tasks.tryTransfer(task)) {
            thread(() -> run(task)).start();
        }
    }

    private void run(Task task) {
        Thread.currentThread().setName(task.name());
        try {
            task.body().run();
        } finally {
            Thread.currentThread().setName("adgenius-fresh");
            refill();
        }
    }

    private void refill() {
        while (!closed && waiting.getAndUpdate(count -> Math.min(count + 1, WAITING)) < WAITING) {
            try {
                thread(this::await).start();
            } catch (OutOfMemoryError noThread) {
                waiting.decrementAndGet();
                return;
            }
        }
    }

    private void await() {
        Task task;
        try {
            // A thread that a task's end started while the runtime closed finds nothing that would end its wait.
            task = closed ? NOTHING : tasks.take();
        } catch (InterruptedException e) {
            task = NOTHING;
        } finally {
            waiting.decrementAndGet();
        }
        if (task != NOTHING) {
            run(task);
        }
    }

    private static Thread thread(Runnable body) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("adgenius-fresh")
                .inheritInheritableThreadLocals(false)
                .unstarted(body);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }

    /** Ends the threads that wait; those that run a task end with it. */
    @Override
    public void close() {
        closed = true;
        // For each that waits or is about to.
        for (int i = 0; i < WAITING; i++) {
            tasks.add(NOTHING);
        }
    }
}
