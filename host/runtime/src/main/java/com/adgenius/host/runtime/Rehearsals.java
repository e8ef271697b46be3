package com.adgenius.host.runtime;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Instances that can serve and wait for a plan that names them; those that none names in time are discarded. */
final class Rehearsals {

    private final ConcurrentMap<ArtifactId, Held> held = new ConcurrentHashMap<>();
    private final Retirement retirement;
    private final long patience;

    Rehearsals(Retirement retirement, RuntimeLimits limits) {
        this.retirement = retirement;
        this.patience = limits.rehearsal().toNanos();
    }

    private record Held(Instance instance, long since) {}

    /** Keeps an instance, in place of one of the same artifact. */
    void keep(Instance instance) {
        Held before = held.put(instance.descriptor().id(), new Held(instance, System.nanoTime()));
        if (before != null && before.instance() != instance) {
            retirement.discard(before.instance());
        }
    }

    /** Takes the instance of that artifact out, if one is kept. */
    Optional<Instance> take(ArtifactId artifact) {
        return Optional.ofNullable(held.remove(artifact)).map(Held::instance);
    }

    void expire(long now) {
        held.forEach((artifact, kept) -> {
            if (now - kept.since() > patience && held.remove(artifact, kept)) {
                retirement.discard(kept.instance());
            }
        });
    }

    void discard(String pluginId) {
        List.copyOf(held.keySet()).stream()
                .filter(artifact -> artifact.pluginId().equals(pluginId))
                .forEach(artifact -> take(artifact).ifPresent(retirement::discard));
    }

    void discardAll() {
        List.copyOf(held.keySet()).forEach(artifact -> take(artifact).ifPresent(retirement::discard));
    }
}
