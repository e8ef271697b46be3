package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * An instance whose class loader was not collected after it was closed.
 *
 * @param instance the instance
 * @param closed when its class loader was closed
 * @param holders what keeps it, at least one
 */
public record LeakReport(InstanceInformation instance, Instant closed, List<LeakHolder> holders) {

    public LeakReport {
        requireNonNull(instance, "instance is null");
        requireNonNull(closed, "closed is null");
        holders = List.copyOf(holders);
    }
}
