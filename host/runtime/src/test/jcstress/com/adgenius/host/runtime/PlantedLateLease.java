package com.adgenius.host.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A counter that looks whether the instance is retired before it counts the caller, instead of after: it must be caught. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "turned away")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "came in, and the drain waited")
@Outcome(expect = Expect.FORBIDDEN, desc = "inside a closed instance, or a drain that was reported twice or never")
@State
public class PlantedLateLease {

    private final AtomicInteger leases = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();
    private volatile boolean retired;

    private void closeIfDrained() {
        if (leases.get() == 0) {
            closings.compareAndSet(0, 1);
        }
    }

    @Actor
    public void call(II_Result result) {
        if (!retired) {
            leases.incrementAndGet();
            result.r1 = closings.get() > 0 ? 2 : 1;
            if (leases.decrementAndGet() == 0 && retired) {
                closeIfDrained();
            }
        }
    }

    @Actor
    public void retire() {
        retired = true;
        closeIfDrained();
    }

    @Arbiter
    public void count(II_Result result) {
        result.r2 = closings.get();
    }
}
