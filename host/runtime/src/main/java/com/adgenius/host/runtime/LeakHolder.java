package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What keeps a closed class loader alive.
 *
 * @param kind what it is
 * @param detail which one, for people, for instance a thread's name and where it stands
 */
public record LeakHolder(Kind kind, String detail) {

    public LeakHolder {
        requireNonNull(kind, "kind is null");
        requireNonNull(detail, "detail is null");
    }

    /** The kinds of holders that can be told. */
    public enum Kind {
        /** A live thread. */
        THREAD,
        /** A live virtual thread. */
        VIRTUAL_THREAD,
        /** A driver registered with {@code java.sql.DriverManager}. */
        DRIVER,
        /** A shutdown hook. */
        SHUTDOWN_HOOK,
        /** A thread-local of a thread of the host's. */
        THREAD_LOCAL,
        /** Something else; a heap dump tells. */
        UNKNOWN;

        /** The kind in JSON, for instance {@code shutdown_hook}. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
