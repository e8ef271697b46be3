/**
 * What the parts of the host, and its nodes, tell each other.
 *
 * <p>A {@link com.adgenius.host.server.bus.DomainEvent} is published when the change that it tells of is stored, from an
 * outbox in the same document, and again until the bus has confirmed it. Each
 * {@link com.adgenius.host.server.bus.Subscription} gets it at least once, on one of the nodes; so handlers bear the same
 * event twice. A subscription with many workers is a work queue: a worker that dies gives its work back.
 *
 * <p>What fails is delivered again after growing pauses. What fails for good, cannot be read, or has a version that this
 * node does not know yet becomes a dead letter, which an administrator sees and replays.
 *
 * <p>Two implementations keep this contract: {@link com.adgenius.host.server.bus.RabbitBus} over RabbitMQ, and
 * {@link com.adgenius.host.server.bus.StoredBus}, which delivers in the process what it keeps in the public database.
 */
@NullMarked
package com.adgenius.host.server.bus;

import org.jspecify.annotations.NullMarked;
