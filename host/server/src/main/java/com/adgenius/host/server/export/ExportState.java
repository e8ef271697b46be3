package com.adgenius.host.server.export;

import java.util.Locale;

/** Where an export stands: {@code queued → running → ready or failed}. */
public enum ExportState {
    /** Waits for a worker. */
    QUEUED,
    /** A worker makes it, or died and another will. */
    RUNNING,
    /** It can be fetched. */
    READY,
    /** Its problem says why. */
    FAILED;

    /** The state in JSON. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExportState of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
