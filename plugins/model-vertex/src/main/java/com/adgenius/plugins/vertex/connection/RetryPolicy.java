package com.adgenius.plugins.vertex.connection;

import static java.util.Objects.requireNonNull;

import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.StatusCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a call is made again. Only what Google says it did not do is asked again; an answer that came too late may have
 * been made and billed.
 *
 * @param attempts at most, the first included
 * @param first pause before the second attempt; each further one is twice as long
 * @param longest pause
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

    /** What Google did not do. */
    static final Set<StatusCode.Code> AGAIN = Set.of(StatusCode.Code.UNAVAILABLE, StatusCode.Code.RESOURCE_EXHAUSTED);

    public RetryPolicy {
        requireNonNull(first, "first is null");
        requireNonNull(longest, "longest is null");
    }

    /** Four attempts within about ten seconds. */
    public static RetryPolicy standard() {
        return new RetryPolicy(4, Duration.ofMillis(800), Duration.ofSeconds(8));
    }

    /** How long to pause after that many attempts: random up to the bound, so that many callers do not meet again. */
    Duration pause(int attempt) {
        long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 16));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
    }

    RetrySettings settings(Duration deadline) {
        return RetrySettings.newBuilder()
                .setMaxAttempts(attempts)
                .setInitialRetryDelayDuration(first)
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(longest)
                .setInitialRpcTimeoutDuration(deadline)
                .setRpcTimeoutMultiplier(1)
                .setMaxRpcTimeoutDuration(deadline)
                .setTotalTimeoutDuration(deadline)
                .build();
    }
}
