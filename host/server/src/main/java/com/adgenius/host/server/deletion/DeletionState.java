package com.adgenius.host.server.deletion;

import java.util.Locale;

/** {@code closing → closed → erasing → erased}, or {@code closed → restoring} and no deletion any more. */
enum DeletionState {
    /** Requests are refused already; sessions are being ended. */
    CLOSING,
    /** Waits for its day; can be restored. */
    CLOSED,
    /** Is about to be open again. */
    RESTORING,
    /** Goes, step by step; nothing brings it back. */
    ERASING,
    /** Is gone; the tombstone keeps the id. */
    ERASED;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeletionState of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
