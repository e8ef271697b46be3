package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What one provider of one tenant did of late for one kind of model, as it was set up then. Open, it lets nobody through
 * until its pause is over; then one call tries the provider, and all others wait for what becomes of it.
 */
final class Circuit {

    private static final double GROWTH = 2;
    private static final double JITTER = 0.2;
    private static final float HALF = 50;

    private final String setup;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private volatile Instant used;
    private volatile Instant openUntil = Instant.MIN;
    private volatile Said last = new Said(FailureCode.UNAVAILABLE, "");

    /**
     * A circuit that is closed.
     *
     * @param setup names what the provider is: another version of it, or other settings, are another setup
     */
    Circuit(String setup, CircuitSettings settings, Clock clock) {
        this.setup = requireNonNull(setup, "setup is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.used = clock.instant();
        IntervalFunction pauses =
                IntervalFunction.ofExponentialRandomBackoff(settings.pause(), GROWTH, JITTER, settings.longestPause());
        this.breaker = CircuitBreaker.of(
                "provider",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize((int) Math.max(1, settings.window().toSeconds()))
                        .minimumNumberOfCalls(settings.calls())
                        .failureRateThreshold(HALF)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(attempt -> pause(pauses.apply(attempt)))
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /** What a provider said when it failed. */
    record Said(FailureCode code, String message) {}

    private long pause(long milliseconds) {
        openUntil = clock.instant().plusMillis(milliseconds);
        return milliseconds;
    }

    boolean isOf(String other) {
        return setup.equals(other);
    }

    /** Whether nobody asked for so long. */
    boolean idleFor(Duration age) {
        return used.plus(age).isBefore(clock.instant());
    }

    /** Lets a call through, or not; one that was let through is to be reported once. */
    boolean enter() {
        used = clock.instant();
        return breaker.tryAcquirePermission();
    }

    void succeeded(Duration duration) {
        breaker.onSuccess(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    void failed(Duration duration, Said said) {
        last = said;
        breaker.onError(duration.toNanos(), TimeUnit.NANOSECONDS, new ProviderFailure());
    }

    /** The call says nothing about the provider. */
    void ignored() {
        breaker.releasePermission();
    }

    /** What the last failure was and until when nobody is let through; empty where somebody is. */
    Optional<OpenCircuit> open() {
        Instant until = openUntil;
        return breaker.getState() == CircuitBreaker.State.OPEN && until.isAfter(clock.instant())
                ? Optional.of(new OpenCircuit(until, last.code(), last.message()))
                : Optional.empty();
    }

    /** The same for a call that was not let through, be it because another tries the provider just now. */
    OpenCircuit refusal() {
        Instant now = clock.instant();
        return new OpenCircuit(openUntil.isAfter(now) ? openUntil : now, last.code(), last.message());
    }

    /** What the breaker is told of every failure: it counts them alone. */
    private static final class ProviderFailure extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        private ProviderFailure() {
            super("A model provider failed", null, false, false);
        }
    }
}
