package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How a bus works.
 *
 * @param node this node's id, the same after each start
 * @param namespace what the names of its queues or collections begin with
 * @param pauses before each time that a failed message is delivered again; the last one repeats
 * @param lease how long a node may be silent before its messages are given to others; for in-process delivery
 * @param poll the pause between two looks for what other nodes published; for in-process delivery
 * @param confirm how long a publication may take to be confirmed
 * @param capacity the most messages that wait for a subscription; more are refused
 */
public record BusSettings(
        String node,
        String namespace,
        List<Duration> pauses,
        Duration lease,
        Duration poll,
        Duration confirm,
        int capacity) {

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(125));

    public BusSettings {
        requireNonNull(node, "node is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(lease, "lease is null");
        requireNonNull(poll, "poll is null");
        requireNonNull(confirm, "confirm is null");
        pauses = List.copyOf(pauses);
        if (pauses.isEmpty()) {
            throw new IllegalArgumentException("pauses is empty");
        }
    }

    /** What suits a host. */
    public static BusSettings defaults(String node) {
        return new BusSettings(
                node,
                "adgenius",
                PAUSES,
                Duration.ofSeconds(15),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                100_000);
    }

    /** The pause after so many failures, from 1. */
    Duration pauseAfter(int failures) {
        return pauses.get(Math.min(Math.max(failures, 1), pauses.size()) - 1);
    }
}
