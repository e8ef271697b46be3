package com.adgenius.host.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLI_Result;

/** Two revisions of one plugin's plan are applied at once: the later one is in force, whichever came first. */
@JCStressTest
@Outcome(id = "REACHED, REACHED, 2", expect = Expect.ACCEPTABLE, desc = "one after the other")
@Outcome(id = "SUPERSEDED, REACHED, 2", expect = Expect.ACCEPTABLE, desc = "the earlier one came late")
@Outcome(expect = Expect.FORBIDDEN, desc = "the earlier revision is in force, or a revision was lost")
@State
public class SwapAgainstSwap {

    private final String plugin = StressedRuntime.newPlugin();

    @Actor
    public void earlier(LLI_Result result) {
        result.r1 = StressedRuntime.swap(plugin, 1);
    }

    @Actor
    public void later(LLI_Result result) {
        result.r2 = StressedRuntime.swap(plugin, 2);
    }

    @Arbiter
    public void inForce(LLI_Result result) {
        result.r3 = StressedRuntime.forget(plugin);
    }
}
