package com.adgenius.host.server.creative.export;

import java.io.IOException;
import java.io.Serial;

/** A file is not what its media type says, or damaged, so that nothing can be written into it. */
final class UnmarkableException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnmarkableException(String message) {
        super(message);
    }
}
