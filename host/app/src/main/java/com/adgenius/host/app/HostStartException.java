package com.adgenius.host.app;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/** The host cannot start; the message says why and what to do. */
public final class HostStartException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;

    HostStartException(Code code, String message) {
        super(message);
        this.code = requireNonNull(code, "code is null");
    }

    HostStartException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code, "code is null");
    }

    /** Why it cannot start. */
    public Code code() {
        return code;
    }

    /** Why a host cannot start. */
    public enum Code {
        /** Another process listens at a port, or the address is not this machine's. */
        PORT_TAKEN,
        /** The data folder cannot be made or written. */
        DATA_FOLDER_UNUSABLE,
        /** Another host works on the data folder. */
        DATA_FOLDER_IN_USE,
        /** A stand-in did not start. */
        STAND_IN_FAILED,
        /** MongoDB does not answer. */
        DATABASE_UNREACHABLE,
        /** RabbitMQ does not answer. */
        BUS_UNREACHABLE,
        /** An address or a key that was given cannot be used. */
        OPTION_UNUSABLE,
        /** The plugins that come with the host cannot be read or stored. */
        PLUGINS_UNUSABLE
    }
}
