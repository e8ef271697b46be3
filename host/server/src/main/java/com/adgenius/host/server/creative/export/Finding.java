package com.adgenius.host.server.creative.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * How a file stands to one limit of its format.
 *
 * @param limit what is limited, for instance {@code headlines[0]} or {@code max_bytes}
 * @param required what the limit asks for
 * @param value what the file has
 * @param kind {@code hard} where the platform refuses what is over it; otherwise for instance {@code truncation}
 * @param outcome how it ended
 * @param reason why it did not pass; empty where it did
 * @param source where the limit was read
 * @param checked the day it was read
 */
record Finding(
        String limit,
        String required,
        String value,
        String kind,
        Outcome outcome,
        String reason,
        String source,
        String checked) {

    static final String HARD = "hard";

    static final List<String> COLUMNS =
            List.of("limit", "required", "value", "kind", "outcome", "reason", "source", "checked");

    Finding {
        requireNonNull(limit, "limit is null");
        requireNonNull(required, "required is null");
        requireNonNull(value, "value is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(source, "source is null");
        requireNonNull(checked, "checked is null");
    }

    /** How a check ended. */
    enum Outcome {
        /** It is within the limit. */
        PASSED,
        /** It is over a limit at which the platform cuts, or advises otherwise; it is taken all the same. */
        WARNED,
        /** It is over a limit at which the platform refuses. */
        FAILED,
        /** The host does not know how to measure it. */
        UNCHECKED;

        @JsonValue
        String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The outcome of a limit of that kind. */
    static Outcome outcome(boolean within, String kind) {
        return within ? Outcome.PASSED : kind.equals(HARD) ? Outcome.FAILED : Outcome.WARNED;
    }

    boolean failed() {
        return outcome == Outcome.FAILED;
    }

    List<String> cells() {
        return List.of(limit, required, value, kind, outcome.value(), reason, source, checked);
    }
}
