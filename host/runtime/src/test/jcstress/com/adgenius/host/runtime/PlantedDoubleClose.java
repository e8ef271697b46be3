package com.adgenius.host.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A counter that looks whether the drain was reported and notes it in two steps instead of one: it must be caught. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "taken down once")
@Outcome(expect = Expect.FORBIDDEN, desc = "taken down twice or never")
@State
public class PlantedDoubleClose {

    private final AtomicInteger closings = new AtomicInteger();
    private final AtomicInteger first = new AtomicInteger(1);
    private final AtomicInteger second = new AtomicInteger(1);
    private volatile boolean reported;

    private void release(AtomicInteger stripe) {
        stripe.decrementAndGet();
        if (first.get() == 0 && second.get() == 0 && !reported) {
            reported = true;
            closings.incrementAndGet();
        }
    }

    @Actor
    public void first() {
        release(first);
    }

    @Actor
    public void second() {
        release(second);
    }

    @Arbiter
    public void count(I_Result result) {
        result.r1 = closings.get();
    }
}
