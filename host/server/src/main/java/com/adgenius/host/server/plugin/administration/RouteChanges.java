package com.adgenius.host.server.plugin.administration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.PlanOutcome;
import com.adgenius.host.runtime.PluginRefusedException;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Refusal;
import com.adgenius.host.runtime.RefusalCode;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.plugin.node.Reconciler;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.Change;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.DesiredStates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes routes: rehearse what is new on this node, write by compare-and-set, apply here. A version that fails its
 * rehearsal changes nothing; one that fails only when it is applied is followed by the route before.
 */
public final class RouteChanges {

    private final DesiredStates states;
    private final Reconciler reconciler;
    private final PluginRuntime runtime;
    private final int drainLimit;

    /**
     * Changes of routes.
     *
     * @param drainLimit how many retired instances of this node may drain at once
     */
    public RouteChanges(DesiredStates states, Reconciler reconciler, PluginRuntime runtime, int drainLimit) {
        this.states = requireNonNull(states, "states is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.drainLimit = drainLimit;
    }

    /**
     * Sets the whole route. When it returns no request is given to a version of the route before on this node.
     *
     * @param before the state that the caller saw
     * @param wanted names versions that exist
     * @throws ProblemException {@link ProblemCode#PLUGIN_REFUSED}, {@link ProblemCode#DRAIN_LIMIT} or
     *     {@link ProblemCode#STALE}; the route is as it was then
     */
    public DesiredState route(DesiredState before, Route wanted, Actor actor) throws InterruptedException {
        return move(before, before.routed(wanted, actor), Change.Action.ROUTED, actor);
    }

    /**
     * Drops the canary, or, where there is none, returns to the stable version of before; pins stay.
     *
     * @throws ProblemException {@link ProblemCode#CONFLICT} where there is nothing to return to, and as in {@link #route}
     */
    public DesiredState rollBack(DesiredState before, Actor actor) throws InterruptedException {
        DesiredState wanted = before.rolledBack(actor)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT,
                        before.pluginId() + " has neither a canary nor an earlier stable version to return to."));
        return move(before, wanted, Change.Action.ROLLED_BACK, actor);
    }

    private DesiredState move(DesiredState before, DesiredState wanted, Change.Action action, Actor actor)
            throws InterruptedException {
        rehearse(before, wanted.route());
        DesiredStates.Draft draft =
                DesiredStates.Draft.of(action, actor, RouteDetail.change(before.route(), wanted.route()));
        DesiredState changed = states.change(wanted, draft).orElseThrow(() -> stale(before));
        PlanOutcome outcome = reconciler.reconcile(before.pluginId()).orElseThrow();
        if (!outcome.reached()) {
            restore(before, changed, actor);
            throw refused(changed.route(), outcome.refusals());
        }
        return changed;
    }

    private void rehearse(DesiredState before, Route wanted) throws InterruptedException {
        boolean retires = !wanted.versions().containsAll(before.route().versions());
        if (retires && runtime.health().draining() >= drainLimit) {
            throw ProblemException.of(
                    ProblemCode.DRAIN_LIMIT,
                    drainLimit + " retired instances still drain on this node, as many as may. Try again when some have"
                            + " ended.");
        }
        Map<String, List<Refusal>> refusals = new LinkedHashMap<>();
        for (String version : wanted.versions()) {
            try {
                runtime.rehearse(before.artifact(version));
            } catch (PluginRefusedException e) {
                refusals.put(version, e.refusals());
            }
        }
        if (!refusals.isEmpty()) {
            throw refused(wanted, refusals);
        }
    }

    private void restore(DesiredState before, DesiredState changed, Actor actor) throws InterruptedException {
        DesiredStates.Draft draft = DesiredStates.Draft.of(
                Change.Action.RESTORED, actor, RouteDetail.change(changed.route(), before.route()));
        if (states.change(changed.routedAs(before), draft).isPresent()) {
            reconciler.reconcile(before.pluginId());
        }
    }

    private static ProblemException refused(Route route, Map<String, List<Refusal>> refusals) {
        List<FieldError> errors = new ArrayList<>();
        refusals.forEach((version, reasons) -> reasons.forEach(reason ->
                errors.add(new FieldError(place(route, version), reason.code().value() + ": " + reason.message()))));
        ProblemCode code = refusals.values().stream()
                .flatMap(List::stream)
                .map(Refusal::code)
                .map(RouteChanges::code)
                .reduce(ProblemCode.PLUGIN_REFUSED, (one, other) -> one == ProblemCode.PLUGIN_REFUSED ? other : one);
        return ProblemException.of(
                code,
                "The route stays as it was: "
                        + errors.stream().map(FieldError::message).findFirst().orElse("it was changed meanwhile"),
                errors);
    }

    private static ProblemCode code(RefusalCode reason) {
        return switch (reason) {
            case DRAIN_LIMIT -> ProblemCode.DRAIN_LIMIT;
            case BUSY -> ProblemCode.CONFLICT;
            case CLOSED -> ProblemCode.UNAVAILABLE;
            default -> ProblemCode.PLUGIN_REFUSED;
        };
    }

    private static String place(Route route, String version) {
        if (route.stable().filter(version::equals).isPresent()) {
            return "stable";
        }
        return route.canary().filter(canary -> canary.version().equals(version)).isPresent() ? "canary" : "pins";
    }

    static ProblemException stale(DesiredState before) {
        return ProblemException.of(
                ProblemCode.STALE,
                before.pluginId() + " was changed after revision " + before.revision()
                        + ". Read it again and repeat your change on that.");
    }
}
