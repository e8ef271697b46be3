package com.adgenius.host.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the leases on an instance, on stripes so that threads do not wait for each other.
 *
 * <p>A stripe has a place and a counter. A lease that finds the place empty takes it in one atomic step and is alone on it,
 * so that giving it back is a plain store; one that finds it taken is counted. A caller takes its lease and then reads
 * {@code retired}; one that finds it set steps back, so that no call enters after retirement. The retiring thread sets
 * {@code retired} and then reads the stripes: all of this is sequentially consistent, so either the caller sees the
 * retirement or the retiring thread sees the caller. A stripe that reads empty after {@code retired} is set cannot gain a
 * holder, since {@link #retain} stays on the stripe of a holder and the place is read before the counter; once each was
 * seen empty the last lease has ended.
 *
 * <p>The plain store is what makes a lease cheap, and what it costs is this: a holder may read {@code retired} before its
 * own store is seen, and the retiring thread may read the place before it. Then neither reports the drain, and
 * {@link #look} does: call it from time to time while the instance drains.
 */
final class LeaseCounter {

    /** What {@link #acquire} gives when the instance is retired. */
    static final int RETIRED = -1;

    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int STRIPES = 16;
    /** Beside a stripe's place stands its counter. */
    private static final int COUNTED = 1;

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

    /** Takes a lease: what to give back, or {@link #RETIRED}. */
    int acquire() {
        int taken = stripe();
        if ((long) CELLS.getOpaque(cells, taken) != 0 || !CELLS.compareAndSet(cells, taken, 0L, 1L)) {
            taken += COUNTED;
            CELLS.getAndAdd(cells, taken, 1L);
        }
        if (retired) {
            release(taken);
            return RETIRED;
        }
        return taken;
    }

    /**
     * Takes another lease for one who holds one: what to give back.
     *
     * @param held what that one will give back
     */
    int retain(int held) {
        int taken = held | COUNTED;
        CELLS.getAndAdd(cells, taken, 1L);
        return taken;
    }

    /** Ends a lease. */
    void release(int taken) {
        if ((taken & COUNTED) == 0) {
            CELLS.setRelease(cells, taken, 0L);
        } else {
            CELLS.getAndAdd(cells, taken, -1L);
        }
        if (retired) {
            reportIfDrained();
        }
    }

    /** Lets no new lease in. */
    void retire() {
        retired = true;
        reportIfDrained();
    }

    /** Reports the drain where the last holder and the retiring thread missed each other. */
    void look() {
        if (retired) {
            reportIfDrained();
        }
    }

    /** Leases now; exact only when nobody takes or ends one. */
    long count() {
        long count = 0;
        for (int stripe = 1; stripe <= STRIPES; stripe++) {
            count += (long) CELLS.getVolatile(cells, stripe * DISTANCE)
                    + (long) CELLS.getVolatile(cells, stripe * DISTANCE + COUNTED);
        }
        return count;
    }

    /** Whether it is retired and the last lease has ended. */
    boolean drained() {
        return reported.get();
    }

    private void reportIfDrained() {
        for (int stripe = 1; stripe <= STRIPES; stripe++) {
            if ((long) CELLS.getVolatile(cells, stripe * DISTANCE) != 0
                    || (long) CELLS.getVolatile(cells, stripe * DISTANCE + COUNTED) != 0) {
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
