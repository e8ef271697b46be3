package com.adgenius.host.runtime;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that runs inside an instance, with its limits of time. */
abstract class ActiveCall implements StreamingCall.Progress {

    private final ActiveCalls calls;
    private final Entry entry;
    private final long started = System.nanoTime();
    private final AtomicBoolean stuck = new AtomicBoolean();
    private volatile long progressed = started;
    private volatile boolean over;

    ActiveCall(ActiveCalls calls, Entry entry) {
        this.calls = calls;
        this.entry = entry;
    }

    /** Interrupts the call's thread, if the call still runs and was not interrupted before. */
    abstract void interrupt(Interruption cause);

    /** Looks after the call from time to time, where its caller does not. */
    void watch(long now) {}

    @Override
    public final void made() {
        if (over) {
            throw new IllegalStateException("The call is over; nothing can be written any more");
        }
        progressed = System.nanoTime();
    }

    final Entry entry() {
        return entry;
    }

    final long started() {
        return started;
    }

    /** Nanoseconds until the call exceeds one of its limits; 0 or less when it does. */
    final long remaining(long now) {
        long remaining = entry.deadline().toNanos() - (now - started);
        Optional<Long> idle = entry.idleLimit().map(limit -> limit.toNanos() - (now - progressed));
        return idle.isPresent() ? Math.min(remaining, idle.get()) : remaining;
    }

    /** Which limit the call has exceeded. */
    final Interruption exceeded(long now) {
        return now - started >= entry.deadline().toNanos() ? Interruption.DEADLINE : Interruption.IDLE;
    }

    /** The call did not end although it was interrupted. */
    final void markStuck() {
        if (stuck.compareAndSet(false, true)) {
            calls.stuck(1);
        }
    }

    /** Nothing more can be written; the call's thread may still be inside. */
    final void refuseProgress() {
        over = true;
    }

    final void begin() {
        calls.add(this);
    }

    final void end() {
        over = true;
        if (!stuck.compareAndSet(false, true)) {
            calls.stuck(-1);
        }
        calls.remove(this);
    }
}
