package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/**
 * A failure that a user or an administrator can understand. The host keeps the code and the message, never the exception
 * itself.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public class PluginException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    /**
     * A failure.
     *
     * @param code what kind of failure
     * @param message what was wrong and what to do, for people, without secrets
     */
    public PluginException(FailureCode code, String message) {
        super(requireNonNull(message, "message is null"));
        this.code = requireNonNull(code, "code is null");
    }

    /** A failure with its cause, which the host logs and does not keep. */
    public PluginException(FailureCode code, String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.code = requireNonNull(code, "code is null");
    }

    /** What kind of failure it is. */
    public FailureCode code() {
        return code;
    }
}
