package com.adgenius.host.runtime;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Activates artifacts in parallel, so many at once as a machine bears, and takes over those that were rehearsed. */
final class ActivationQueue {

    /** Each needs a thread and a few megabytes for a moment; more at once would not be faster. */
    private static final int CONCURRENCY = 32;

    private final Semaphore places = new Semaphore(CONCURRENCY);
    private final Activator activator;
    private final Rehearsals rehearsals;
    private final Supplier<RuntimeSnapshot> routes;

    ActivationQueue(Activator activator, Rehearsals rehearsals, Supplier<RuntimeSnapshot> routes) {
        this.activator = activator;
        this.rehearsals = rehearsals;
        this.routes = routes;
    }

    /**
     * Activates artifacts.
     *
     * @param missing by version
     * @param active where the new instances are put, by version
     * @return why those that are not in it were refused, by version
     * @throws InterruptedException when the caller was interrupted; what was active by then waits in the rehearsals
     */
    Map<String, List<Refusal>> activate(Map<String, ArtifactId> missing, ConcurrentMap<String, Instance> active)
            throws InterruptedException {
        return missing.size() == 1 ? activateOne(missing, active) : activateTogether(missing, active);
    }

    private Map<String, List<Refusal>> activateOne(Map<String, ArtifactId> missing, Map<String, Instance> active)
            throws InterruptedException {
        String version = missing.keySet().iterator().next();
        try {
            active.put(version, activate(missing.get(version)));
            return Map.of();
        } catch (PluginRefusedException e) {
            return Map.of(version, e.refusals());
        }
    }

    private Map<String, List<Refusal>> activateTogether(Map<String, ArtifactId> missing, Map<String, Instance> active)
            throws InterruptedException {
        Map<String, List<Refusal>> refusals = new LinkedHashMap<>();
        Map<String, Future<Instance>> activations = new HashMap<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("adgenius-activate ", 0).factory())) {
            missing.forEach((version, artifact) -> activations.put(version, threads.submit(() -> activate(artifact))));
            try {
                for (Map.Entry<String, Future<Instance>> activation : activations.entrySet()) {
                    collect(activation.getKey(), activation.getValue(), active, refusals);
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        } catch (InterruptedException e) {
            activations.values().stream()
                    .filter(activation -> activation.state() == Future.State.SUCCESS)
                    .forEach(activation -> rehearsals.keep(activation.resultNow()));
            throw e;
        }
        return refusals;
    }

    /** A new or a rehearsed instance of the artifact. */
    Instance activate(ArtifactId artifact) throws PluginRefusedException, InterruptedException {
        var rehearsed = rehearsals.take(artifact);
        if (rehearsed.isPresent()) {
            return rehearsed.get();
        }
        places.acquire();
        try {
            return activator.activate(artifact, routes.get());
        } finally {
            places.release();
        }
    }

    private static void collect(
            String version,
            Future<Instance> activation,
            Map<String, Instance> active,
            Map<String, List<Refusal>> refusals)
            throws InterruptedException {
        try {
            active.put(version, activation.get());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof PluginRefusedException refused)) {
                throw new IllegalStateException("An activation failed for no reason of the plugin's", e.getCause());
            }
            refusals.put(version, refused.refusals());
        }
    }
}
