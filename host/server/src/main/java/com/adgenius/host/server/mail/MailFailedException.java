package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/** A mail was not taken. The message is fit for operators: it says what the server said and holds no secret. */
public final class MailFailedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** A failure of that kind. */
    public MailFailedException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = requireNonNull(kind, "kind is null");
    }

    /** What to do about it. */
    public Kind kind() {
        return kind;
    }

    /** What to do about it. */
    public enum Kind {
        /** Trying again later may help: the server is away, busy or misconfigured. */
        FOR_NOW,
        /** The server will never take this mail. */
        FOR_GOOD
    }
}
