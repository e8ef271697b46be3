package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import java.io.Serial;

/**
 * A call into a plugin failed. It holds what the plugin said, never the plugin's exception, so that it can be kept without
 * keeping the plugin.
 */
public final class CallFailedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final CallFailure failure;
    private final FailureCode failureCode;
    private final String pluginId;
    private final String version;

    CallFailedException(CallFailure failure, FailureCode failureCode, String message, String pluginId, String version) {
        super(requireNonNull(message, "message is null"));
        this.failure = requireNonNull(failure, "failure is null");
        this.failureCode = requireNonNull(failureCode, "failureCode is null");
        this.pluginId = requireNonNull(pluginId, "pluginId is null");
        this.version = requireNonNull(version, "version is null");
    }

    /** How it failed. */
    public CallFailure failure() {
        return failure;
    }

    /** The plugin's own code where it reported one, else the nearest. */
    public FailureCode failureCode() {
        return failureCode;
    }

    /** The code for callers: the plugin's own where it reported one, else {@link CallFailure#value}. */
    public String code() {
        return failure == CallFailure.REPORTED ? failureCode.value() : failure.value();
    }

    /** The plugin's id. */
    public String pluginId() {
        return pluginId;
    }

    /** The version that was called. */
    public String version() {
        return version;
    }
}
