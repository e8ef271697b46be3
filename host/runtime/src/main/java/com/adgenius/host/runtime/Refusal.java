package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

/**
 * One reason why an artifact is not accepted or not activated.
 *
 * @param code the kind of reason
 * @param message what is wrong, where, and what to do, for people
 */
public record Refusal(RefusalCode code, String message) {

    public Refusal {
        requireNonNull(code, "code is null");
        requireNonNull(message, "message is null");
    }
}
