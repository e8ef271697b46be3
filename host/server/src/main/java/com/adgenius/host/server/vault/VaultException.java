package com.adgenius.host.server.vault;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/** A secret or the master key cannot be used. */
public final class VaultException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;

    VaultException(Code code, String message) {
        super(message);
        this.code = requireNonNull(code, "code is null");
    }

    VaultException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code, "code is null");
    }

    /** What went wrong. */
    public Code code() {
        return code;
    }

    /** What went wrong. */
    public enum Code {
        /** The master key cannot be read or written, or is no key. */
        MASTER_KEY_UNUSABLE,
        /** The sealed text was changed, moved to another context, or sealed with another key. */
        CANNOT_OPEN,
        /** The JDK does not do what is needed. */
        UNSUPPORTED
    }
}
