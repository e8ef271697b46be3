package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import com.adgenius.host.server.bus.Message;
import java.time.Instant;

/**
 * A registration that is done, and that is to be told of.
 *
 * @param registrationId where that stands
 * @param time when it was done
 * @param event who registered
 */
record Untold(String registrationId, Instant time, UserRegistered event) {

    Untold {
        requireNonNull(registrationId, "registrationId is null");
        requireNonNull(time, "time is null");
        requireNonNull(event, "event is null");
    }

    /** The same each time; a user registers once, so the user names it. */
    Message message() {
        return Message.ofTenant(event.tenant(), event.eventType().name() + ":" + event.userId(), time, event);
    }
}
