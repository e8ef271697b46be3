package com.adgenius.host.runtime;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that changes what is routed. Its tasks are short, never wait, and hold none of a plugin's code: whatever
 * plugins do, the next change gets its turn.
 */
final class Writer implements AutoCloseable {

    private final ThreadPoolExecutor thread;

    Writer(int capacity) {
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(capacity),
                Thread.ofPlatform().daemon().name("adgenius-runtime-writer").factory());
    }

    /**
     * Makes a change and waits for it; empty when too many others wait or the writer is closed. Once asked for, the change
     * is made even when the caller is interrupted, who then still learns what holds.
     */
    <T> Optional<T> change(Callable<T> change) {
        Future<T> result;
        try {
            result = thread.submit(change);
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return Optional.of(result.get());
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("The runtime's writer failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes the changes already asked for, and no others. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
