package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a provider that fails is left alone, and for how long.
 *
 * @param calls so many calls within the window open the circuit if half of them or more failed; the first that counts is
 *     one that failed; 0 for never
 * @param window how long a call counts
 * @param pause how long the provider is left alone at first; each time that the call which tries it then fails, twice as long
 * @param longestPause the most of that
 * @param circuits how many failing providers of tenants are remembered; above that those that were asked longest ago are
 *     forgotten
 * @param memory how long one that nobody asks is remembered
 */
public record CircuitSettings(
        int calls, Duration window, Duration pause, Duration longestPause, int circuits, Duration memory) {

    private static final int CIRCUITS = 2_000;

    public CircuitSettings {
        requireNonNull(window, "window is null");
        requireNonNull(pause, "pause is null");
        requireNonNull(longestPause, "longestPause is null");
        requireNonNull(memory, "memory is null");
        if (calls < 0 || circuits < 1 || pause.toMillis() < 10 || longestPause.compareTo(pause) < 0) {
            throw new IllegalArgumentException("calls " + calls + " is below 0, circuits " + circuits
                    + " below 1, pause " + pause + " below 10 ms, or longestPause " + longestPause + " below that");
        }
    }

    /** Five calls within a minute, then 15 seconds, growing to 10 minutes. */
    public static CircuitSettings defaults() {
        return new CircuitSettings(
                5,
                Duration.ofMinutes(1),
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                CIRCUITS,
                Duration.ofHours(1));
    }

    /** The same with another number of calls and another first pause. */
    public CircuitSettings with(int most, Duration first) {
        return new CircuitSettings(
                most, window, first, first.compareTo(longestPause) > 0 ? first : longestPause, circuits, memory);
    }
}
