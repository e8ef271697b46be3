package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

/** A stand-in could not start or go on. The message says what was wrong, where, and what to do. */
final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;

    EmbeddedServerException(Code code, String message) {
        super(message);
        this.code = requireNonNull(code, "code is null");
    }

    EmbeddedServerException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code, "code is null");
    }

    Code code() {
        return code;
    }

    /** What went wrong, by what the caller can do about it. */
    enum Code {
        /** The arguments are wrong: call again with other ones. */
        USAGE,
        /** Another process uses the data folder: stop it, or name another folder. */
        FOLDER_IN_USE,
        /** The data folder cannot be written. */
        FOLDER_UNUSABLE,
        /** The port is taken or may not be used. */
        PORT_UNUSABLE,
        /** MongoDB's file is damaged. */
        STORE_DAMAGED,
        /** MongoDB's file could not be written any more, for instance because the disk is full. */
        STORE_FAILED,
        /** The mail server did not start. */
        MAIL_UNUSABLE,
        /** The Redis that comes along does not run on this machine. */
        REDIS_UNUSABLE
    }
}
