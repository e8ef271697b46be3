package com.adgenius.host.server.plugin.node;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.PlanOutcome;
import com.adgenius.host.runtime.Refusal;
import com.adgenius.host.runtime.RefusalCode;
import com.adgenius.host.server.plugin.state.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * How far this node came with a plugin.
 *
 * @param state the desired state that was tried last
 * @param planRevision the revision of its plan
 * @param outcome what came of it
 * @param attempts how often it was tried
 * @param again when it is tried again, where it was not reached
 */
record Progress(DesiredState state, long planRevision, PlanOutcome outcome, int attempts, Instant again) {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** A plugin that failed in its own code fails again most likely, and each attempt loads its classes anew. */
    private static final Duration LONGEST_WAIT_FOR_PLUGIN = Duration.ofMinutes(10);

    private static final Set<RefusalCode> OUTSIDE_THE_PLUGIN = Set.of(
            RefusalCode.ARTIFACT_UNAVAILABLE,
            RefusalCode.ARTIFACT_MISMATCH,
            RefusalCode.UNMET_REQUIREMENT,
            RefusalCode.DRAIN_LIMIT,
            RefusalCode.BUSY);

    Progress {
        requireNonNull(state, "state is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(again, "again is null");
    }

    static Progress first(DesiredState state, long planRevision, PlanOutcome outcome, Instant now) {
        return after(0, state, planRevision, outcome, now);
    }

    Progress next(DesiredState newState, long newPlanRevision, PlanOutcome newOutcome, Instant now) {
        return after(newPlanRevision == planRevision ? attempts : 0, newState, newPlanRevision, newOutcome, now);
    }

    private static Progress after(
            int attempts, DesiredState state, long planRevision, PlanOutcome outcome, Instant now) {
        Duration longest = refusedOutside(outcome) ? LONGEST_WAIT : LONGEST_WAIT_FOR_PLUGIN;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 20));
        return new Progress(
                state, planRevision, outcome, attempts + 1, now.plus(wait.compareTo(longest) < 0 ? wait : longest));
    }

    private static boolean refusedOutside(PlanOutcome outcome) {
        return outcome.refusals().values().stream()
                .flatMap(refusals -> refusals.stream())
                .map(Refusal::code)
                .allMatch(OUTSIDE_THE_PLUGIN::contains);
    }

    /** Whether there is something to do for the plugin at that revision of its plan. */
    boolean due(long wanted, Instant now) {
        return wanted != planRevision || !outcome.reached() && !again.isAfter(now);
    }

    /** Whether another plugin that is now served may be what was missing. */
    boolean waitsForAnother() {
        return outcome.refusals().values().stream()
                .flatMap(refusals -> refusals.stream())
                .anyMatch(refusal -> refusal.code() == RefusalCode.UNMET_REQUIREMENT);
    }

    Progress atOnce(Instant now) {
        return new Progress(state, planRevision, outcome, attempts, now);
    }
}
