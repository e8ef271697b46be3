package com.adgenius.host.server.webhook.sending;

import java.io.Serial;

/** Nothing is sent to an endpoint; the message says why, and what to do. */
public final class RefusedEndpointException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    RefusedEndpointException(String message) {
        super(message);
    }

    /** Why. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
