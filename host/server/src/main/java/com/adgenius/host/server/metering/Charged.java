package com.adgenius.host.server.metering;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.ModelUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was charged for a reservation, or counted without one.
 *
 * @param reservationId the reservation, or what it was counted under
 * @param creativeId the creative that it was for; empty for a question of search
 * @param purpose what it was used for; empty where that was not noted
 * @param time when it was charged
 * @param usage what was used
 */
public record Charged(
        String reservationId,
        Optional<String> creativeId,
        Optional<UsagePurpose> purpose,
        Instant time,
        List<ModelUsage> usage) {

    public Charged {
        requireNonNull(reservationId, "reservationId is null");
        requireNonNull(creativeId, "creativeId is null");
        requireNonNull(purpose, "purpose is null");
        requireNonNull(time, "time is null");
        usage = List.copyOf(usage);
    }
}
