package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.CreativeKind;
import java.time.Duration;
import java.util.Map;

/**
 * How a node works on creatives.
 *
 * @param node the node's id
 * @param workers how many creatives of each kind it works on at once
 * @param lease how long a claim lasts without a heartbeat
 * @param heartbeat how often a claim is renewed, well below the lease
 * @param sweep how often it looks for what was missed: creatives of other nodes that died, events and charges left over
 * @param attempts how many workers may die of one creative
 * @param patience how long a creative waits for a generator that is switched on and not loaded
 */
public record GenerationSettings(
        String node,
        Map<CreativeKind, Integer> workers,
        Duration lease,
        Duration heartbeat,
        Duration sweep,
        int attempts,
        Duration patience) {

    public GenerationSettings {
        requireNonNull(node, "node is null");
        requireNonNull(lease, "lease is null");
        requireNonNull(heartbeat, "heartbeat is null");
        requireNonNull(sweep, "sweep is null");
        requireNonNull(patience, "patience is null");
        workers = Map.copyOf(workers);
    }
}
