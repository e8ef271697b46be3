package com.adgenius.host.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the leases on an instance, on stripes so that threads do not wait for each other.
 *
 * <p>A caller counts itself on a stripe and then reads {@code retired}; one that finds it set steps back, so that no call
 * enters after retirement. The retiring thread sets {@code retired} and then reads the stripes: all are sequentially
 * consistent, so either the caller sees the retirement or the retiring thread sees the caller. A stripe that reads 0 after
 * {@code retired} is set cannot gain a holder, since {@link #retain} stays on the stripe of a holder; once each was seen
 * at 0 the last lease has ended.
 */
final class LeaseCounter {

    /** What {@link #acquire} gives when the instance is retired. */
    static final int RETIRED = -1;

    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int STRIPES = 16;
    /** 128 bytes: two cache lines, since processors fetch them in pairs. */
    private static final int DISTANCE = 16;

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final long[] cells = new long[(STRIPES + 1) * DISTANCE];
    private final AtomicBoolean reported = new AtomicBoolean();
    private final Runnable drained;
    private volatile boolean retired;

    /**
     * Counts from 0.
     *
     * @param drained called once, on the thread that ended the last lease or retired the instance without one
     */
    LeaseCounter(Runnable drained) {
        this.drained = drained;
    }

    /** Takes a lease: the stripe to give back, or {@link #RETIRED}. */
    int acquire() {
        int stripe = stripe();
        CELLS.getAndAdd(cells, stripe, 1L);
        if (retired) {
            release(stripe);
            return RETIRED;
        }
        return stripe;
    }

    /** Takes another lease for one who holds one on that stripe already. */
    void retain(int stripe) {
        CELLS.getAndAdd(cells, stripe, 1L);
    }

    /** Ends a lease taken on that stripe. */
    void release(int stripe) {
        CELLS.getAndAdd(cells, stripe, -1L);
        if (retired) {
            reportIfDrained();
        }
    }

    /** Lets no new lease in. */
    void retire() {
        retired = true;
        reportIfDrained();
    }

    /** Leases now; exact only when nobody takes or ends one. */
    long count() {
        long count = 0;
        for (int stripe = 1; stripe <= STRIPES; stripe++) {
            count += (long) CELLS.getVolatile(cells, stripe * DISTANCE);
        }
        return count;
    }

    /** Whether it is retired and the last lease has ended. */
    boolean drained() {
        return reported.get();
    }

    private void reportIfDrained() {
        for (int stripe = 1; stripe <= STRIPES; stripe++) {
            if ((long) CELLS.getVolatile(cells, stripe * DISTANCE) != 0) {
                return;
            }
        }
        if (reported.compareAndSet(false, true)) {
            drained.run();
        }
    }

    private static int stripe() {
        long spread = Thread.currentThread().threadId() * GOLDEN_RATIO;
        return ((int) (spread >>> 60) + 1) * DISTANCE;
    }
}
