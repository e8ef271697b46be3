package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

/** A message that this node cannot read; it becomes a dead letter. */
final class UnreadableMessageException extends Exception {

    private static final long serialVersionUID = 1;

    private final Code code;

    /** Why. */
    enum Code {
        /** It is no message at all, or not by its type's schema. */
        INVALID_MESSAGE,
        /** Nobody here knows its type. */
        UNKNOWN_TYPE,
        /** A newer host wrote it; replay it when this one is as new. */
        NEWER_VERSION
    }

    UnreadableMessageException(Code code, String message) {
        super(message);
        this.code = requireNonNull(code, "code is null");
    }

    Code code() {
        return code;
    }
}
