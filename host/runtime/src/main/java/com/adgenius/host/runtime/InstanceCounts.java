package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How many instances are in which state, kept as they move: closed ones may be many, and are looked through by nobody. */
final class InstanceCounts {

    private final Map<InstanceState, AtomicInteger> counts = new EnumMap<>(InstanceState.class);

    InstanceCounts() {
        Arrays.stream(InstanceState.values()).forEach(state -> counts.put(state, new AtomicInteger()));
    }

    /** An instance was made, in its first state. */
    void made() {
        of(InstanceState.LOADING).incrementAndGet();
    }

    /** An instance went from one state to another. */
    void moved(InstanceState from, InstanceState to) {
        of(from).decrementAndGet();
        of(to).incrementAndGet();
    }

    int in(InstanceState state) {
        return of(state).get();
    }

    private AtomicInteger of(InstanceState state) {
        return requireNonNull(counts.get(state), "state is null");
    }
}
