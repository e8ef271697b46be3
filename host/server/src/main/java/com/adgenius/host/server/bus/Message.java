package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * An event on its way.
 *
 * @param id the same each time the same event is published
 * @param time when it happened
 * @param tenant the slug of the tenant to whom it happened, if it was one
 * @param event what happened
 */
public record Message(String id, Instant time, Optional<String> tenant, DomainEvent event) {

    public Message {
        requireNonNull(id, "id is null");
        requireNonNull(time, "time is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(event, "event is null");
    }

    /** Something that happened to the platform. */
    public static Message ofPlatform(String id, Instant time, DomainEvent event) {
        return new Message(id, time, Optional.empty(), event);
    }

    /** Something that happened to the tenant of that slug. */
    public static Message ofTenant(String tenant, String id, Instant time, DomainEvent event) {
        return new Message(id, time, Optional.of(tenant), event);
    }
}
