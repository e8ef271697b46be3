package com.adgenius.host.server.bus;

import org.jspecify.annotations.Nullable;

/** The bus did not confirm; whoever published does so again, later. */
public final class BusUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** For that reason. */
    public BusUnavailableException(String message) {
        super(message);
    }

    /** For that reason. */
    public BusUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
