package com.adgenius.host.server.http;

import io.helidon.webserver.CloseConnectionException;
import java.io.Serial;

/** The caller can no longer be answered: the connection is closed. */
final class CallerGoneException extends CloseConnectionException {

    @Serial
    private static final long serialVersionUID = 1L;

    CallerGoneException(Throwable cause) {
        super("The caller went away", cause);
    }
}
