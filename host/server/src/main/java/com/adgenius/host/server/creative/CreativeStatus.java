package com.adgenius.host.server.creative;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a creative stands: {@code queued → running → ready, failed or cancelled}. */
public enum CreativeStatus {
    /** Waits for a worker. */
    QUEUED,
    /** A worker holds its lease. */
    RUNNING,
    /** Its content is complete. */
    READY,
    /** Its problem says why; it can be retried. */
    FAILED,
    /** Somebody ended it; it can be retried. */
    CANCELLED;

    /** The status in JSON. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the work is over. */
    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    /** The status of that name in JSON. */
    public static Optional<CreativeStatus> of(String value) {
        return Stream.of(values())
                .filter(status -> status.value().equals(value))
                .findFirst();
    }
}
