package com.adgenius.host.server.event.delivery;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Entry;
import java.time.Duration;

/**
 * How a node delivers.
 *
 * @param node the node's id
 * @param workers for how many tenants at once each plugin is given events, at least 1
 * @param lease how long a tenant's delivery to a plugin is this node's without a sign of life; longer than an event may take
 * @param pause before the second try of an event; each further pause is five times as long
 * @param sweep the time between two looks for what was missed or is to be tried again
 * @param grace how long calls may take when the node stops
 */
public record DeliverySettings(
        String node, int workers, Duration lease, Duration pause, Duration sweep, Duration grace) {

    private static final int WORKERS = 16;
    private static final Duration MARGIN = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    public DeliverySettings {
        requireNonNull(node, "node is null");
        requireNonNull(lease, "lease is null");
        requireNonNull(pause, "pause is null");
        requireNonNull(sweep, "sweep is null");
        requireNonNull(grace, "grace is null");
        if (workers < 1) {
            throw new IllegalArgumentException("workers " + workers + " is below 1");
        }
    }

    /** What suits a node: 16 tenants at once for each plugin, pauses of 1, 5, 25 and 125 s. */
    public static DeliverySettings defaults(String node, Duration sweep) {
        Duration longest = Entry.EVENT.deadline().plus(Entry.EVENT.patience());
        return new DeliverySettings(node, WORKERS, longest.plus(MARGIN), PAUSE, sweep, GRACE);
    }

    /** The pause after so many failed tries, from 1. */
    Duration pauseAfter(int tries) {
        Duration pause = this.pause;
        for (int i = 1; i < tries; i++) {
            pause = pause.multipliedBy(5);
        }
        return pause;
    }
}
