package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody decided about a creative's content.
 *
 * @param status the decision, and whether it still holds
 * @param contentHash what was decided about
 * @param by the user's id
 * @param at when
 * @param reason why it was rejected; empty where nobody said
 */
public record Approval(Status status, String contentHash, String by, Instant at, String reason) {

    public Approval {
        requireNonNull(status, "status is null");
        requireNonNull(contentHash, "contentHash is null");
        requireNonNull(by, "by is null");
        requireNonNull(at, "at is null");
        requireNonNull(reason, "reason is null");
    }

    /** In JSON, where nobody has decided yet. */
    static final String NONE = "none";

    /** Where a decision stands. */
    public enum Status {
        /** It may be used as it is. */
        APPROVED,
        /** It may not. */
        REJECTED,
        /** It was changed since; somebody has to decide again. */
        VOIDED;

        /** The status in JSON. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Status> of(String value) {
            return Stream.of(values())
                    .filter(status -> status.value().equals(value))
                    .findFirst();
        }
    }

    /** The decision about content that has that hash now: it holds for what was decided about and nothing else. */
    Approval about(String currentHash) {
        return contentHash.equals(currentHash) ? this : new Approval(Status.VOIDED, contentHash, by, at, reason);
    }
}
