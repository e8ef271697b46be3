package com.adgenius.host.runtime;

import com.adgenius.plugin.FailureCode;
import java.util.Locale;

/** How a call into a plugin failed. */
public enum CallFailure {
    /** The plugin said so, with a {@link FailureCode} of its own. */
    REPORTED(FailureCode.INTERNAL),
    /** The plugin threw something else, an {@code Error} included. */
    INTERNAL(FailureCode.INTERNAL),
    /** The call took longer than its deadline. */
    TIMED_OUT(FailureCode.UNAVAILABLE),
    /** A streaming call wrote nothing for too long. */
    IDLE(FailureCode.UNAVAILABLE),
    /** Too many calls of this kind run in the plugin already, or too many of them are stuck. */
    OVERLOADED(FailureCode.UNAVAILABLE),
    /** The result holds something that may not leave the plugin. */
    INVALID_RESULT(FailureCode.INVALID_RESULT),
    /**
     * The host ended the call before its deadline: an administrator's force, a revocation or the node's shutdown. The
     * plugin is not at fault; the work may be given to another node and does not count as an attempt.
     */
    EVICTED(FailureCode.UNAVAILABLE);

    private final FailureCode failureCode;

    CallFailure(FailureCode failureCode) {
        this.failureCode = failureCode;
    }

    /** The code in JSON, for instance {@code timed_out}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    FailureCode failureCode() {
        return failureCode;
    }
}
