package com.adgenius.host.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two plugins are swapped at once: neither snapshot loses the other's change. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both are in force")
@Outcome(expect = Expect.FORBIDDEN, desc = "a swap was lost")
@State
public class SwapBesideSwap {

    private final String one = StressedRuntime.newPlugin();
    private final String other = StressedRuntime.newPlugin();

    @Actor
    public void one() {
        StressedRuntime.swap(one, 1);
    }

    @Actor
    public void other() {
        StressedRuntime.swap(other, 1);
    }

    @Arbiter
    public void inForce(II_Result result) {
        result.r1 = StressedRuntime.forget(one);
        result.r2 = StressedRuntime.forget(other);
    }
}
