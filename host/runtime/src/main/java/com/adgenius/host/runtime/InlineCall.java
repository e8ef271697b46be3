package com.adgenius.host.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Plugin code on its caller's thread, which the {@link Watchdog} interrupts at the call's limits. */
final class InlineCall extends ActiveCall {

    private enum Phase {
        RUNNING,
        INTERRUPTING,
        INTERRUPTED,
        ENDED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);
    private final Thread thread = Thread.currentThread();
    private final long grace;
    private volatile @Nullable Interruption interruption;
    private volatile long interrupted;

    /** A call on the current thread. */
    InlineCall(ActiveCalls calls, Entry entry, long grace) {
        super(calls, entry);
        this.grace = grace;
    }

    @Override
    void interrupt(Interruption cause) {
        if (phase.compareAndSet(Phase.RUNNING, Phase.INTERRUPTING)) {
            interruption = cause;
            interrupted = System.nanoTime();
            refuseProgress();
            thread.interrupt();
            phase.set(Phase.INTERRUPTED);
        }
    }

    @Override
    void watch(long now) {
        if (phase.get() == Phase.RUNNING && remaining(now) <= 0) {
            interrupt(exceeded(now));
        } else if (phase.get() == Phase.INTERRUPTED && now - interrupted > grace) {
            markStuck();
        }
    }

    /** Ends the call, and takes back an interruption that the call did not see: why it was interrupted, if it was. */
    @Nullable
    Interruption finish() {
        if (!phase.compareAndSet(Phase.RUNNING, Phase.ENDED)) {
            while (phase.get() == Phase.INTERRUPTING) {
                Thread.onSpinWait();
            }
        }
        boolean ignored = Thread.interrupted();
        end();
        return interruption;
    }
}
