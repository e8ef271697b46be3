package com.adgenius.host.server.metering;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.ModelUsage;
import java.time.Instant;
import java.util.List;

/**
 * What was charged for a reservation.
 *
 * @param reservationId the reservation
 * @param creativeId what it was for
 * @param time when it was charged
 * @param usage what was used
 */
public record Charged(String reservationId, String creativeId, Instant time, List<ModelUsage> usage) {

    public Charged {
        requireNonNull(reservationId, "reservationId is null");
        requireNonNull(creativeId, "creativeId is null");
        requireNonNull(time, "time is null");
        usage = List.copyOf(usage);
    }
}
