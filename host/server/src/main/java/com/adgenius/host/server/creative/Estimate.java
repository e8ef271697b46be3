package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long it is until a creative is ready, from now. Nothing in it is invented: what is not known is empty.
 *
 * @param jobsAhead the jobs that workers take before it; empty where it does not wait for a worker
 * @param secondsP50 half of such creatives are ready after that many seconds
 * @param secondsP90 nine of ten are
 * @param basis whose history that is; empty where there is none
 * @param samples how many creatives that history has
 */
public record Estimate(
        OptionalInt jobsAhead,
        Optional<Double> secondsP50,
        Optional<Double> secondsP90,
        Optional<Basis> basis,
        int samples) {

    /** Nothing is known. */
    public static final Estimate UNKNOWN =
            new Estimate(OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    public Estimate {
        requireNonNull(jobsAhead, "jobsAhead is null");
        requireNonNull(secondsP50, "secondsP50 is null");
        requireNonNull(secondsP90, "secondsP90 is null");
        requireNonNull(basis, "basis is null");
    }

    /** Whose creatives, by the same generator, an estimate rests on. */
    public enum Basis {
        /** The tenant's own. */
        TENANT,
        /** Those of all tenants, as the tenant has too few. */
        PLATFORM;

        /** The basis in JSON. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is known of it as properties of an event. */
    Map<String, Object> properties() {
        Map<String, Object> known = new LinkedHashMap<>();
        jobsAhead.ifPresent(jobs -> known.put("jobs_ahead", jobs));
        secondsP50.ifPresent(seconds -> known.put("seconds_p50", seconds));
        secondsP90.ifPresent(seconds -> known.put("seconds_p90", seconds));
        return known;
    }
}
