package com.adgenius.host.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A caller takes a lease while the instance is retired: it is turned away, or the instance stays open until it left. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "turned away")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "came in, and the drain waited")
@Outcome(expect = Expect.FORBIDDEN, desc = "inside a closed instance, or a drain that was reported twice or never")
@State
public class LeaseAgainstRetire {

    private final LeaseCounter counter = new LeaseCounter(this::close);
    private volatile boolean closed;
    private volatile int closings;

    private void close() {
        closings++;
        closed = true;
    }

    @Actor
    public void call(II_Result result) {
        int taken = counter.acquire();
        if (taken != LeaseCounter.RETIRED) {
            result.r1 = closed ? 2 : 1;
            if (closed) {
                result.r1 = 2;
            }
            counter.release(taken);
        }
    }

    @Actor
    public void retire() {
        counter.retire();
    }

    @Arbiter
    public void count(II_Result result) {
        counter.look();
        result.r2 = closings;
    }
}
