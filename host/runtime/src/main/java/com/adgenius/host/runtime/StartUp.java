package com.adgenius.host.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Applies many plans side by side. A plugin that was refused because another is not there yet is tried again after the
 * others, as long as that brings another plugin to life.
 */
final class StartUp {

    private final Application application;

    StartUp(Application application) {
        this.application = application;
    }

    /** Applies one plan. */
    @FunctionalInterface
    interface Application {

        PlanOutcome apply(PluginPlan plan) throws InterruptedException;
    }

    List<PlanOutcome> apply(Collection<PluginPlan> plans) throws InterruptedException {
        List<PluginPlan> ordered = List.copyOf(plans);
        Map<PluginPlan, PlanOutcome> outcomes = new HashMap<>();
        List<PluginPlan> open = ordered;
        while (!open.isEmpty()) {
            Map<PluginPlan, PlanOutcome> round = applyTogether(open);
            outcomes.putAll(round);
            List<PluginPlan> waiting =
                    open.stream().filter(plan -> waits(round.get(plan))).toList();
            open = waiting.size() < open.size() ? waiting : List.of();
        }
        return ordered.stream().map(outcomes::get).toList();
    }

    private static boolean waits(PlanOutcome outcome) {
        return outcome.refusals().values().stream()
                .flatMap(List::stream)
                .anyMatch(refusal -> refusal.code() == RefusalCode.UNMET_REQUIREMENT);
    }

    private Map<PluginPlan, PlanOutcome> applyTogether(List<PluginPlan> plans) throws InterruptedException {
        Map<PluginPlan, PlanOutcome> outcomes = new HashMap<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("adgenius-apply ", 0).factory())) {
            List<Callable<PlanOutcome>> tasks = new ArrayList<>();
            plans.forEach(plan -> tasks.add(() -> application.apply(plan)));
            List<Future<PlanOutcome>> results = threads.invokeAll(tasks);
            for (int i = 0; i < plans.size(); i++) {
                outcomes.put(plans.get(i), results.get(i).get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A plan could not be applied for no reason of the plugin's", e.getCause());
        }
        return outcomes;
    }
}
