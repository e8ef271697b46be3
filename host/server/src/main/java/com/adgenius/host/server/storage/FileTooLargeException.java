package com.adgenius.host.server.storage;

import java.io.IOException;
import java.io.Serial;

/** More was written than may be stored. */
public final class FileTooLargeException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long limit;

    FileTooLargeException(long limit) {
        super("A file may have at most " + limit + " bytes here");
        this.limit = limit;
    }

    /** The most bytes that may be stored. */
    public long limit() {
        return limit;
    }
}
