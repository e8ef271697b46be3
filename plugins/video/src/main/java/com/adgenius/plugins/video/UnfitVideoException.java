package com.adgenius.plugins.video;

import java.io.Serial;

/** A video that is not fit for its format; the message ends a sentence that begins "The video". */
final class UnfitVideoException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UnfitVideoException(String message) {
        super(message);
    }

    UnfitVideoException(String message, Throwable cause) {
        super(message, cause);
    }
}
