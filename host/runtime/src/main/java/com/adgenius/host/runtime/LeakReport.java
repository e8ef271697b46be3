package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.LeakHolder;
import java.time.Instant;
import java.util.List;

/**
 * An instance whose class loader was not collected after it was closed.
 *
 * @param instance the instance
 * @param closed when its class loader was closed
 * @param holders what keeps it, at least one
 * @param cleaned what was removed when it was stopped
 */
public record LeakReport(
        InstanceInformation instance, Instant closed, List<LeakHolder> holders, List<CleanedUp> cleaned) {

    public LeakReport {
        requireNonNull(instance, "instance is null");
        requireNonNull(closed, "closed is null");
        holders = List.copyOf(holders);
        cleaned = List.copyOf(cleaned);
    }
}
