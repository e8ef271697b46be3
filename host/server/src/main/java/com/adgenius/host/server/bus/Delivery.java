package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

/**
 * One delivery of a message.
 *
 * @param message what is delivered
 * @param tries how often it failed before
 * @param replayed whether an administrator sent it again after it had become a dead letter
 */
public record Delivery(Message message, int tries, boolean replayed) {

    public Delivery {
        requireNonNull(message, "message is null");
    }

    /** The slug of the tenant to whom it happened; it must be one. */
    public String tenant() {
        return message.tenant()
                .orElseThrow(() -> new IllegalStateException("Message " + message.id() + " names no tenant"));
    }
}
