package com.adgenius.host.runtime;

import com.adgenius.leak.ThreadReset;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads for plugin code, each as good as new for every task: none brings thread-locals into a plugin or keeps those
 * of one. Starting a thread takes longer than most tasks, so one whose task has ended forgets it and waits a while for the
 * next; where this JVM lets no thread forget, it ends instead. How many run at once is limited by who starts them.
 */
final class FreshThreads implements AutoCloseable {

    private static final String IDLE = "adgenius-fresh";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ThreadGroup group = Thread.currentThread().getThreadGroup();
    private final ThreadPoolExecutor threads;
    private final boolean forgetful;

    FreshThreads() {
        this(ThreadReset.isPossible());
    }

    /**
     * Threads that forget, or end.
     *
     * @param forgetful only where {@link ThreadReset#isPossible}
     */
    FreshThreads(boolean forgetful) {
        this.forgetful = forgetful;
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                forgetful ? PATIENCE.toNanos() : 0,
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                this::thread,
                // An instance that was stuck when the runtime closed is still taken down when it comes back.
                (task, closed) -> thread(task).start());
    }

    /**
     * Runs a task on a thread of its own.
     *
     * @param name the thread's meanwhile
     * @throws OutOfMemoryError when this machine gives no more threads
     */
    void start(String name, Runnable body) {
        threads.execute(() -> run(name, body));
    }

    private void run(String name, Runnable body) {
        Thread thread = Thread.currentThread();
        thread.setName(name);
        try {
            body.run();
        } finally {
            forget();
            thread.setName(IDLE);
        }
    }

    /**
     * Makes the current thread, one of these, forget what plugin code left on it. The task does it itself as soon as it has
     * left the plugin's code, when others are to find nothing there from the moment they hear of its end.
     */
    void forget() {
        if (forgetful) {
            ThreadReset.run();
        }
    }

    private Thread thread(Runnable body) {
        Thread thread = Thread.ofPlatform()
                .group(group)
                .daemon()
                .name(IDLE)
                .inheritInheritableThreadLocals(false)
                .unstarted(body);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }

    /** Ends the threads that wait; those that run a task end with it. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
