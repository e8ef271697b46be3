package com.adgenius.host.server.operations;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** Whether the host starts, serves or stops. Long answers end when it begins to stop. */
public final class Lifecycle {

    private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> listeners = new ArrayList<>();

    /** Where in its life the host is: {@code STARTING → READY → STOPPING}, or straight to the last. */
    public enum Phase {
        /** It listens, perhaps, but not all of it works yet. */
        STARTING,
        /** It takes requests. */
        READY,
        /** It finishes what it does and takes nothing new. */
        STOPPING
    }

    /** Where in its life the host is. */
    public Phase phase() {
        return phase.get();
    }

    /** From now on requests are taken. */
    public void ready() {
        phase.compareAndSet(Phase.STARTING, Phase.READY);
    }

    /** From now on nothing new is taken; tells everybody who asked to hear of it. */
    public void stopping() {
        List<Runnable> told;
        lock.lock();
        try {
            phase.set(Phase.STOPPING);
            told = List.copyOf(listeners);
            listeners.clear();
        } finally {
            lock.unlock();
        }
        for (Runnable listener : told) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A part of the host did not hear that it stops", e);
            }
        }
    }

    /** Calls the listener when the host begins to stop, at once where it does already. Closing the answer forgets it. */
    public Registration onStopping(Runnable listener) {
        requireNonNull(listener, "listener is null");
        lock.lock();
        try {
            if (phase.get() != Phase.STOPPING) {
                listeners.add(listener);
                return () -> forget(listener);
            }
        } finally {
            lock.unlock();
        }
        listener.run();
        return () -> {};
    }

    private void forget(Runnable listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** A listener's place. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {

        /** Forgets the listener. */
        @Override
        void close();
    }
}
