package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * How an instance does at one moment.
 *
 * @param instance the instance
 * @param state where it stands in its life
 * @param since when it came there
 * @param leases held now
 * @param runningCalls calls inside it now
 * @param stuckCalls those of them that ignored their interruption
 * @param calls ended since it was loaded
 * @param failures of them, by {@link CallFailedException#code}
 * @param nanoseconds spent in ended calls
 */
public record InstanceReport(
        InstanceInformation instance,
        InstanceState state,
        Instant since,
        long leases,
        int runningCalls,
        int stuckCalls,
        long calls,
        Map<String, Long> failures,
        long nanoseconds) {

    public InstanceReport {
        requireNonNull(instance, "instance is null");
        requireNonNull(state, "state is null");
        requireNonNull(since, "since is null");
        failures = Map.copyOf(failures);
    }
}
