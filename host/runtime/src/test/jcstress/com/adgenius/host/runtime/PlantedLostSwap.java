package com.adgenius.host.runtime;

import java.util.Map;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads change the snapshot, instead of the one writer: it must be caught. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both are in force")
@Outcome(expect = Expect.FORBIDDEN, desc = "a swap was lost")
@State
public class PlantedLostSwap {

    private static final RuntimeSnapshot EMPTY = RuntimeSnapshot.empty(PluginApi.adGenius());
    private static final TenantKeys TENANTS = new TenantKeys(1);
    private static final PluginSlot ONE = slot("one");
    private static final PluginSlot OTHER = slot("other");

    private volatile RuntimeSnapshot snapshot = EMPTY;

    private static PluginSlot slot(String pluginId) {
        PlanOutcome outcome = new PlanOutcome(
                pluginId, 1, 1, PlanOutcome.Result.REACHED, Route.nowhere(), Map.of());
        return new PluginSlot(StressedRuntime.plan(pluginId, 1), outcome, Route.nowhere(), Map.of(), TENANTS);
    }

    @Actor
    public void one() {
        snapshot = snapshot.with(ONE);
    }

    @Actor
    public void other() {
        snapshot = snapshot.with(OTHER);
    }

    @Arbiter
    public void inForce(II_Result result) {
        result.r1 = snapshot.revisions().getOrDefault("one", 0L).intValue();
        result.r2 = snapshot.revisions().getOrDefault("other", 0L).intValue();
    }
}
