package com.adgenius.host.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Plugin code on a platform thread of its own, which the caller can give up: an interruption that is ignored costs that
 * thread and nothing else. The thread brings no thread-locals in, and keeps none.
 */
final class DetachedCall<R extends @Nullable Object> extends ActiveCall {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final FreshThreads threads;
    private final String threadName;
    private final Callable<R> body;
    private final ClassLoader contextLoader;
    private final Runnable afterwards;
    /** Made before it is needed: when it is, nothing can be made. */
    private final CallResult<R> noMemory = new CallResult.Failure<>(
            FailureDescription.of(FailureDescription.Kind.OTHER, "java.lang.OutOfMemoryError"));

    private @Nullable Thread thread;
    private @Nullable CallResult<R> result;
    private @Nullable Interruption interruption;

    /**
     * A call that has not started.
     *
     * @param afterwards gives back what the call holds; runs once, on the call's thread, before the caller hears the result
     */
    DetachedCall(
            FreshThreads threads,
            ActiveCalls calls,
            Entry entry,
            String threadName,
            ClassLoader contextLoader,
            CallBody<R> body,
            Runnable afterwards) {
        super(calls, entry);
        this.threads = threads;
        this.threadName = threadName;
        this.body = () -> body.run(this);
        this.contextLoader = contextLoader;
        this.afterwards = afterwards;
    }

    /** What a call does, told the call itself so that it can report progress. */
    @FunctionalInterface
    interface CallBody<R extends @Nullable Object> {

        R run(StreamingCall.Progress progress) throws Exception;
    }

    /** How the wait for a call ended: a result, an interruption, or both. */
    record Joined<R extends @Nullable Object>(Optional<CallResult<R>> result, Optional<Interruption> interruption) {}

    /** Starts it. Where the system gives no thread the call has failed. */
    void start() {
        begin();
        try {
            threads.start(threadName, this::run);
        } catch (OutOfMemoryError noThread) {
            finish(new CallResult.Failure<>(
                    FailureDescription.of(FailureDescription.Kind.NO_THREAD, "this machine gives no more threads")));
        }
    }

    private void run() {
        CallResult<R> ending = noMemory;
        try {
            enter(Thread.currentThread());
            ending = new CallResult.Value<>(body.call());
        } catch (Throwable failure) {
            ending = new CallResult.Failure<>(FailureDescription.of(failure));
        } finally {
            leave(ending);
        }
    }

    /** An interruption that came before the thread did is not lost. */
    private void enter(Thread current) {
        current.setContextClassLoader(contextLoader);
        lock.lock();
        try {
            thread = current;
            if (interruption != null) {
                current.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the plugin left on the thread is gone before the instance can be retired and cleaned up after. */
    private void leave(CallResult<R> ending) {
        try {
            threads.forget();
        } finally {
            finish(ending);
        }
    }

    /** Gives back what the call holds, then tells the caller: when he hears of its end, it has ended. */
    private void finish(CallResult<R> ending) {
        try {
            end();
            afterwards.run();
        } finally {
            lock.lock();
            try {
                result = ending;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    void interrupt(Interruption cause) {
        lock.lock();
        try {
            if (result == null && interruption == null) {
                interruption = cause;
                refuseProgress();
                if (thread != null) {
                    thread.interrupt();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the call ended. Interrupts it at its limits, and when the waiting thread is interrupted; one that does
     * not end within the grace is given up as stuck.
     */
    Joined<R> join(Duration grace) {
        lock.lock();
        try {
            while (result == null && interruption == null) {
                long now = System.nanoTime();
                long remaining = remaining(now);
                if (remaining <= 0) {
                    interrupt(exceeded(now));
                } else {
                    await(remaining);
                }
            }
            awaitEnd(grace.toNanos());
            if (result == null) {
                markStuck();
            }
            return new Joined<>(Optional.ofNullable(result), Optional.ofNullable(interruption));
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // join() is the loop
    private void await(long nanoseconds) {
        try {
            changed.awaitNanos(nanoseconds);
        } catch (InterruptedException e) {
            interrupt(Interruption.CALLER);
        }
    }

    private void awaitEnd(long grace) {
        boolean interruptedAgain = false;
        long remaining = grace;
        while (result == null && remaining > 0) {
            try {
                remaining = changed.awaitNanos(remaining);
            } catch (InterruptedException e) {
                interruptedAgain = true;
            }
        }
        if (interruptedAgain) {
            Thread.currentThread().interrupt();
        }
    }
}
