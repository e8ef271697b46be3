package com.adgenius.host.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Moves one plugin to one plan: activates what the plan's route names and what does not run yet, and decides what is in
 * force afterwards. Called by one thread at a time for a plugin.
 */
final class PlanApplication {

    private final PluginPlan plan;
    private final Optional<PluginSlot> before;
    private final ActivationQueue activations;
    private final ConcurrentMap<String, Instance> active = new ConcurrentHashMap<>();
    private final Map<String, List<Refusal>> refusals = new LinkedHashMap<>();

    PlanApplication(PluginPlan plan, Optional<PluginSlot> before, ActivationQueue activations) {
        this.plan = plan;
        this.before = before;
        this.activations = activations;
    }

    /**
     * What is to be in force.
     *
     * @param outcome what came of the plan
     * @param route the route; a version of it without an instance serves nobody
     * @param instances by version
     * @param spare activated for the plan and not in force
     */
    record Decision(PlanOutcome outcome, Route route, Map<String, Instance> instances, List<Instance> spare) {}

    /** What came of it where there is nothing to do, because the plan is in force or an old one. */
    Optional<PlanOutcome> settled() {
        return before.map(PluginSlot::outcome).flatMap(last -> {
            if (plan.revision() < last.requested()) {
                return Optional.of(new PlanOutcome(
                        plan.pluginId(),
                        plan.revision(),
                        last.revision(),
                        PlanOutcome.Result.SUPERSEDED,
                        last.route(),
                        Map.of()));
            }
            boolean same = last.reached() && plan.equals(before.orElseThrow().plan());
            return same ? Optional.of(last) : Optional.empty();
        });
    }

    /** Whether the plan is a swap: in force, it would leave an instance without a route that a plan was reached with. */
    boolean swaps() {
        return before.stream()
                .filter(slot -> slot.outcome().revision() > 0)
                .flatMap(slot -> slot.instances().values().stream())
                .map(instance -> instance.descriptor().id())
                .anyMatch(artifact -> !plan.route().versions().contains(artifact.version())
                        || !plan.artifact(artifact.version()).equals(Optional.of(artifact)));
    }

    /** The flags take effect and the route stays, for a reason that concerns no version. */
    Decision refuse(Refusal refusal) {
        refusals.put("", List.of(refusal));
        return unreached();
    }

    /** Activates what is missing, all of it at once. */
    Decision activate() throws InterruptedException {
        Map<String, ArtifactId> missing = new LinkedHashMap<>();
        for (String version : plan.route().versions()) {
            Optional<ArtifactId> artifact = plan.artifact(version);
            if (artifact.isEmpty()) {
                refusals.put(version, List.of(new Refusal(RefusalCode.VERSION_MISSING, missingVersion(version))));
            } else {
                running(artifact.get())
                        .ifPresentOrElse(
                                instance -> active.put(version, instance), () -> missing.put(version, artifact.get()));
            }
        }
        refusals.putAll(activations.activate(missing, active));
        activateLastGood();
        return refusals.isEmpty()
                ? decision(PlanOutcome.Result.REACHED, plan.revision(), plan.route(), active)
                : unreached();
    }

    /** Where nothing was reached yet and stable is refused, the last good version is tried, too. */
    private void activateLastGood() throws InterruptedException {
        boolean wanted = reached() == 0
                && plan.route().stable().filter(refusals::containsKey).isPresent();
        Optional<ArtifactId> artifact = plan.lastGood()
                .filter(version -> wanted && !active.containsKey(version) && !refusals.containsKey(version))
                .flatMap(plan::artifact);
        if (artifact.isPresent()) {
            Optional<Instance> running = running(artifact.get());
            if (running.isPresent()) {
                active.put(artifact.get().version(), running.get());
            } else {
                refusals.putAll(activations.activate(Map.of(artifact.get().version(), artifact.get()), active));
            }
        }
    }

    /** The revision in force before; 0 where no plan was reached yet. */
    private long reached() {
        return before.map(slot -> slot.outcome().revision()).orElse(0L);
    }

    private String missingVersion(String version) {
        return "The route of " + plan.pluginId() + " names " + version
                + ", which was not uploaded or was deleted; it has "
                + plan.versions().keySet().stream().sorted().toList();
    }

    private Optional<Instance> running(ArtifactId artifact) {
        return before.map(slot -> slot.instances().get(artifact.version()))
                .filter(instance -> instance.descriptor().id().equals(artifact));
    }

    /** What was in force stays; where nothing was reached yet, what could be activated serves. */
    private Decision unreached() {
        if (reached() > 0) {
            PluginSlot slot = before.orElseThrow();
            return decision(PlanOutcome.Result.KEPT, reached(), slot.route(), slot.instances());
        }
        Optional<String> stable = plan.route().stable().filter(active::containsKey);
        Optional<String> fallback =
                stable.isPresent() ? stable : plan.lastGood().filter(active::containsKey);
        Route route = new Route(
                fallback,
                plan.route().canary().filter(canary -> active.containsKey(canary.version())),
                plan.route().pins());
        boolean substitute = stable.isEmpty() && plan.route().stable().isPresent() && fallback.isPresent();
        PlanOutcome.Result result = substitute ? PlanOutcome.Result.LAST_GOOD : PlanOutcome.Result.PARTIAL;
        return decision(active.isEmpty() ? PlanOutcome.Result.NOTHING : result, 0, route, active);
    }

    private Decision decision(PlanOutcome.Result result, long revision, Route route, Map<String, Instance> chosen) {
        Map<String, Instance> instances = new HashMap<>(chosen);
        instances.keySet().retainAll(route.versions());
        List<Instance> spare = new ArrayList<>(active.values());
        spare.removeAll(instances.values());
        PlanOutcome outcome = new PlanOutcome(
                plan.pluginId(), plan.revision(), revision, result, serving(route, instances), refusals);
        return new Decision(outcome, route, instances, spare);
    }

    /** The part of a route that instances serve. */
    private static Route serving(Route route, Map<String, Instance> instances) {
        Map<String, String> pins = new HashMap<>(route.pins());
        pins.values().retainAll(instances.keySet());
        return new Route(
                route.stable().filter(instances::containsKey),
                route.canary().filter(canary -> instances.containsKey(canary.version())),
                pins);
    }
}
