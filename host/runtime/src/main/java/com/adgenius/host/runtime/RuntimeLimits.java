package com.adgenius.host.runtime;

import com.adgenius.leak.LeakSearch;
import java.time.Duration;

/**
 * The bounds of a runtime.
 *
 * @param draining how many retired instances may drain at once; above it the next swap is refused
 * @param leaks how many instances may be leaked or stuck before the node is not ready
 * @param tenants how many different tenants it may hear of
 * @param changes how many changes may wait for the writer
 * @param rehearsal how long a rehearsed instance waits for a plan that names it
 * @param leakAfter how long after its close a class loader may go uncollected before garbage collections are asked for and
 *     it is reported
 * @param leakDump the most heap in use, in bytes, with which a heap dump is made to name what keeps a leaked loader, which
 *     makes the JVM stand still for about a second for each gigabyte; 0 for never
 * @param interruption how long an interrupted call may take to end before it counts as stuck
 * @param shutdown how long the runtime's close waits for drains
 */
public record RuntimeLimits(
        int draining,
        int leaks,
        int tenants,
        int changes,
        Duration rehearsal,
        Duration leakAfter,
        long leakDump,
        Duration interruption,
        Duration shutdown) {

    /**
     * 16 drains, 8 leaks, 1,000,000 tenants, 1,024 waiting changes; 60 s for a rehearsal, 60 s until a leak is reported,
     * 512 MB for a heap dump, 1 s to end after an interruption, 10 s for the drains at shutdown.
     */
    public static RuntimeLimits defaults() {
        return new RuntimeLimits(
                16,
                8,
                1_000_000,
                1_024,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                LeakSearch.DEFAULT_HEAP_LIMIT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    /** These limits with another cap of drains. */
    public RuntimeLimits withDraining(int limit) {
        return new RuntimeLimits(
                limit, leaks, tenants, changes, rehearsal, leakAfter, leakDump, interruption, shutdown);
    }

    /** These limits with another cap of leaks. */
    public RuntimeLimits withLeaks(int limit) {
        return new RuntimeLimits(
                draining, limit, tenants, changes, rehearsal, leakAfter, leakDump, interruption, shutdown);
    }

    /** These limits with another time that a rehearsed instance waits. */
    public RuntimeLimits withRehearsal(Duration limit) {
        return new RuntimeLimits(draining, leaks, tenants, changes, limit, leakAfter, leakDump, interruption, shutdown);
    }

    /** These limits with another time until a leak is reported. */
    public RuntimeLimits withLeakAfter(Duration limit) {
        return new RuntimeLimits(draining, leaks, tenants, changes, rehearsal, limit, leakDump, interruption, shutdown);
    }

    /** These limits with another limit of the heap with which a dump is made. */
    public RuntimeLimits withLeakDump(long limit) {
        return new RuntimeLimits(
                draining, leaks, tenants, changes, rehearsal, leakAfter, limit, interruption, shutdown);
    }

    /** These limits with another time for an interrupted call to end. */
    public RuntimeLimits withInterruption(Duration limit) {
        return new RuntimeLimits(draining, leaks, tenants, changes, rehearsal, leakAfter, leakDump, limit, shutdown);
    }

    /** These limits with another time for the drains at shutdown. */
    public RuntimeLimits withShutdown(Duration limit) {
        return new RuntimeLimits(
                draining, leaks, tenants, changes, rehearsal, leakAfter, leakDump, interruption, limit);
    }
}
