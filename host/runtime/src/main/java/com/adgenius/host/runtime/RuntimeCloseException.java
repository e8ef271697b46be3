package com.adgenius.host.runtime;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The runtime is closed, and some instances were not closed cleanly: the suppressed exceptions say which and why. */
public final class RuntimeCloseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RuntimeCloseException(List<Exception> failures) {
        super("The plugin runtime is closed, but not everything in it ended cleanly: "
                + failures.stream().map(Exception::getMessage).collect(Collectors.joining("; ")));
        failures.forEach(this::addSuppressed);
    }
}
