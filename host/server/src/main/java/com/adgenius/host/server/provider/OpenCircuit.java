package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A provider is left alone because it failed.
 *
 * @param until when it is tried again; now where another call tries it at this moment
 * @param code what its last failure was
 * @param message what it said then
 */
public record OpenCircuit(Instant until, FailureCode code, String message) {

    public OpenCircuit {
        requireNonNull(until, "until is null");
        requireNonNull(code, "code is null");
        requireNonNull(message, "message is null");
    }

    /** That in words, for who wanted to call it. */
    public String leftAlone() {
        return "It is left alone until " + until.truncatedTo(ChronoUnit.SECONDS)
                + " because it failed repeatedly, last with: " + message;
    }
}
