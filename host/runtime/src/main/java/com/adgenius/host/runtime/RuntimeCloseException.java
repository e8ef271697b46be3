package com.adgenius.host.runtime;

import java.io.Serial;

/** The runtime is closed, and some instances were not closed cleanly: the suppressed exceptions say which and why. */
public final class RuntimeCloseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RuntimeCloseException(String message) {
        super(message);
    }
}
