package com.adgenius.plugins.image;

import java.io.Serial;

/** A picture that cannot be made fit for its format; the message ends a sentence that begins "The picture". */
final class UnfitPictureException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UnfitPictureException(String message) {
        super(message);
    }

    UnfitPictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
