package com.adgenius.host.runtime;

import java.io.Serial;

/** A call's result holds something that may not leave the plugin. */
final class ResultRefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ResultRefusedException(String message) {
        super(message, null, false, false);
    }
}
