package com.adgenius.host.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The last two leases on a retired instance are closed at once: it is taken down once. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "taken down once")
@Outcome(expect = Expect.FORBIDDEN, desc = "taken down twice or never")
@State
public class CloseAgainstClose {

    private final AtomicInteger closings = new AtomicInteger();
    private final LeaseCounter counter = new LeaseCounter(closings::incrementAndGet);
    /** Taken by one thread, so one lies in the stripe's place and the other is counted. */
    private final int first = counter.acquire();

    private final int second = counter.acquire();

    public CloseAgainstClose() {
        counter.retire();
    }

    @Actor
    public void first() {
        counter.release(first);
    }

    @Actor
    public void second() {
        counter.release(second);
    }

    @Arbiter
    public void count(I_Result result) {
        counter.look();
        result.r1 = closings.get();
    }
}
