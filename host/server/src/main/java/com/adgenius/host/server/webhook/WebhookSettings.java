package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How webhooks are delivered.
 *
 * @param local whether receivers on loopback addresses are allowed, without TLS too: for tests, and for who develops one
 * @param answer how long one try may take
 * @param lease how long a claimed delivery is a node's own; longer than a try
 * @param pauses before the second, third … try; after the last there is none
 * @param patience a webhook that fails for longer than that, with no success between, is switched off
 */
public record WebhookSettings(
        boolean local, Duration answer, Duration lease, List<Duration> pauses, Duration patience) {

    /** A pause is longer or shorter by up to this share, so that what failed together does not come back together. */
    private static final double JITTER = 0.2;

    public WebhookSettings {
        requireNonNull(answer, "answer is null");
        requireNonNull(patience, "patience is null");
        pauses = List.copyOf(pauses);
        if (lease.compareTo(answer) <= 0) {
            throw new IllegalArgumentException("The lease " + lease + " is not longer than a try, " + answer);
        }
    }

    /** Eight tries within about a day, and three days until a webhook is switched off. */
    public static WebhookSettings defaults() {
        return new WebhookSettings(
                false,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofHours(3),
                        Duration.ofHours(7),
                        Duration.ofHours(13)),
                Duration.ofDays(3));
    }

    /** The same, with receivers on loopback addresses or without. */
    public WebhookSettings local(boolean allowed) {
        return new WebhookSettings(allowed, answer, lease, pauses, patience);
    }

    /** How often a delivery is tried. */
    int tries() {
        return pauses.size() + 1;
    }

    /** The pause after so many tries, from 1 to one less than {@link #tries}. */
    Duration pauseAfter(int tries, RandomGenerator random) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(pauses.get(tries - 1).toMillis() * factor));
    }
}
