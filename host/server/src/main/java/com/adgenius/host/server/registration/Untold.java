package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import com.adgenius.host.server.bus.Message;
import java.time.Instant;

/**
 * Somebody new who is to be told of.
 *
 * @param id of the document that says so
 * @param time when it was done
 * @param event who registered
 */
public record Untold(String id, Instant time, UserRegistered event) {

    public Untold {
        requireNonNull(id, "id is null");
        requireNonNull(time, "time is null");
        requireNonNull(event, "event is null");
    }

    /** The same each time; a user registers once, so the user names it. */
    Message message() {
        return Message.ofTenant(event.tenant(), event.eventType().name() + ":" + event.userId(), time, event);
    }
}
