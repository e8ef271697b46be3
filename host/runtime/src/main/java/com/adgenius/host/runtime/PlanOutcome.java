package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * Where the runtime stands after a plan was applied.
 *
 * @param pluginId the plugin's id
 * @param requested the revision of the plan
 * @param revision the revision whose route and flags are in force; 0 before the first
 * @param result how far it came
 * @param route the route in force; it names the versions that serve now
 * @param refusals why a version could not be activated, by version; empty text for reasons that concern none
 */
public record PlanOutcome(
        String pluginId,
        long requested,
        long revision,
        Result result,
        Route route,
        Map<String, List<Refusal>> refusals) {

    public PlanOutcome {
        requireNonNull(pluginId, "pluginId is null");
        requireNonNull(result, "result is null");
        requireNonNull(route, "route is null");
        refusals = Map.copyOf(refusals);
    }

    /** Whether the plan is in force as it was asked for. */
    public boolean reached() {
        return result == Result.REACHED;
    }

    /** How far a plan came. */
    public enum Result {
        /** The plan is in force. */
        REACHED,
        /** A newer plan is in force; this one was ignored. */
        SUPERSEDED,
        /** A version could not be activated: the route before still serves, with the plan's flags. */
        KEPT,
        /** Nothing served before and a version could not be activated: what could be activated serves. */
        PARTIAL,
        /** Nothing served before and stable could not be activated: the last good version serves in its place. */
        LAST_GOOD,
        /** Nothing serves: nothing served before, and nothing could be activated. */
        NOTHING
    }
}
