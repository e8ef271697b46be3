package com.adgenius.host.server.http;

import java.io.Serial;

/** Another process listens at a port that this server needs, or the address is not this machine's. */
public final class PortTakenException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    PortTakenException(HttpSettings settings, Throwable cause) {
        super(
                "Cannot listen at " + settings.host() + ", port " + settings.port() + " or " + settings.adminPort()
                        + ": " + cause.getMessage(),
                cause);
    }
}
