package com.adgenius.host.runtime;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A part of an instance's life on one platform thread, which its caller can give up: a step that ignores its interruption
 * costs that thread and nothing else. All steps of one part share it, since starting a thread costs more than most steps take.
 */
final class StepThread<R extends @Nullable Object> implements Steps {

    /** How exactly the deadlines of steps are kept: the caller is not woken for each step. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    private final RuntimeConfiguration configuration;
    private final FutureTask<R> task;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Step step;
    /** Nobody waits for the steps any more. */
    private volatile boolean unwanted;

    private StepThread(FreshThreads threads, RuntimeConfiguration configuration, Script<R> script) {
        this.configuration = configuration;
        this.task = new FutureTask<>(() -> {
            try {
                return script.run(this);
            } finally {
                // Before anyone hears of the end: who cleans up after the plugin then finds nothing on this thread.
                threads.forget();
            }
        });
    }

    /** The host's code that takes the steps. */
    @FunctionalInterface
    interface Script<R extends @Nullable Object> {

        R run(Steps steps) throws PluginRefusedException, InterruptedException;
    }

    /**
     * Starts a script: {@link #join} it, or {@link #watch} it from time to time.
     *
     * @param name the thread's
     * @throws PluginRefusedException when this machine gives no more threads
     */
    static <R extends @Nullable Object> StepThread<R> start(
            FreshThreads threads, RuntimeConfiguration configuration, String name, Script<R> script)
            throws PluginRefusedException {
        StepThread<R> steps = new StepThread<>(threads, configuration, script);
        try {
            threads.start(name, steps.task);
        } catch (OutOfMemoryError noThread) {
            throw new PluginRefusedException(
                    RefusalCode.BUSY, "This machine gives no more threads for " + name + "; try again");
        }
        return steps;
    }

    @Override
    public <T extends @Nullable Object> T enter(
            LifecycleStep kind, ActiveCalls running, ClassLoader loader, Callable<T> body)
            throws PluginRefusedException, InterruptedException {
        Step current = new Step(kind, running);
        // Made before it is needed: when it is, nothing can be made.
        CallResult<T> result = new CallResult.Failure<>(
                FailureDescription.of(FailureDescription.Kind.OTHER, "java.lang.OutOfMemoryError"));
        begin(current);
        try {
            Thread.currentThread().setContextClassLoader(loader);
            result = new CallResult.Value<>(body.call());
        } catch (Throwable failure) {
            result = new CallResult.Failure<>(FailureDescription.of(failure));
        } finally {
            end(current);
        }
        if (unwanted) {
            throw new InterruptedException();
        }
        if (current.interruption != null) {
            throw kind.timedOut(current.entry(), false);
        }
        return switch (result) {
            case CallResult.Value<T>(T value) -> value;
            case CallResult.Failure<T>(FailureDescription failure) -> throw kind.failed(current.entry(), failure);
        };
    }

    private void begin(Step next) throws InterruptedException {
        lock.lock();
        try {
            if (unwanted) {
                throw new InterruptedException();
            }
            step = next;
            next.begin();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a step, and takes back an interruption that it did not see. */
    private void end(Step last) {
        lock.lock();
        try {
            step = null;
            Thread.interrupted();
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        } finally {
            lock.unlock();
        }
        last.end();
    }

    /** Why the script is given up, said once: a step did not end although it was interrupted. */
    Optional<PluginRefusedException> watch() {
        return Optional.ofNullable(look()).map(stuck -> stuck.kind.timedOut(stuck.entry(), true));
    }

    /** Whether the script has ended or was given up. */
    boolean over() {
        return unwanted || task.isDone();
    }

    /**
     * Waits for the script.
     *
     * @throws PluginRefusedException as the script does, and when it is given up
     * @throws InterruptedException when the caller was interrupted; the script was, too
     */
    R join() throws PluginRefusedException, InterruptedException {
        boolean interrupted = false;
        while (true) {
            try {
                R result = task.get(LOOK, TimeUnit.NANOSECONDS);
                if (interrupted) {
                    throw new InterruptedException();
                }
                return result;
            } catch (InterruptedException e) {
                if (task.isDone()) {
                    throw e;
                }
                interrupted = true;
                leave();
            } catch (ExecutionException e) {
                if (interrupted) {
                    throw new InterruptedException();
                }
                throw failure(e.getCause());
            } catch (TimeoutException e) {
                Step stuck = look();
                if (stuck != null && interrupted) {
                    throw new InterruptedException();
                }
                if (stuck != null) {
                    throw stuck.kind.timedOut(stuck.entry(), true);
                }
            }
        }
    }

    private static PluginRefusedException failure(@Nullable Throwable cause) throws InterruptedException {
        return switch (cause) {
            case PluginRefusedException refused -> refused;
            case InterruptedException _ -> throw new InterruptedException();
            case null, default -> throw new IllegalStateException("A step failed for no reason of the plugin's", cause);
        };
    }

    /** The caller was interrupted. */
    private void leave() {
        lock.lock();
        try {
            unwanted = true;
            if (step != null) {
                step.interrupt(Interruption.CALLER);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts a step at its deadline; the step that did not end afterwards and is given up, if it is so. */
    private @Nullable Step look() {
        lock.lock();
        try {
            Step current = step;
            if (current == null || current.left() > 0) {
                return null;
            }
            if (current.interruption == null) {
                current.interrupt(Interruption.DEADLINE);
                return null;
            }
            unwanted = true;
            current.markStuck();
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** One step while it runs. */
    private final class Step extends ActiveCall {

        private final LifecycleStep kind;
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable Interruption interruption;
        private volatile long interrupted;

        Step(LifecycleStep kind, ActiveCalls running) {
            super(running, configuration.effective(kind.entry()));
            this.kind = kind;
        }

        /** Nanoseconds until it exceeds its deadline or, once interrupted, the time to end. */
        long left() {
            long now = System.nanoTime();
            return interruption == null
                    ? remaining(now)
                    : configuration.limits().interruption().toNanos() - (now - interrupted);
        }

        @Override
        void interrupt(Interruption cause) {
            lock.lock();
            try {
                if (step == this && interruption == null) {
                    interruption = cause;
                    interrupted = System.nanoTime();
                    refuseProgress();
                    thread.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
