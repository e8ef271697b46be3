package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import java.time.Instant;

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
}
