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

    private static final int NEXT_STRIPE = 16;

    private final AtomicInteger closings = new AtomicInteger();
    private final LeaseCounter counter = new LeaseCounter(closings::incrementAndGet);
    private final int first = counter.acquire();
    private final int second = first == NEXT_STRIPE ? 2 * NEXT_STRIPE : NEXT_STRIPE;

    public CloseAgainstClose() {
        counter.retain(second);
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
        result.r1 = closings.get();
    }
}
