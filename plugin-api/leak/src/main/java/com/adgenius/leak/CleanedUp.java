package com.adgenius.leak;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Something that a plugin left behind and that was removed when it was stopped.
 *
 * @param kind what it was
 * @param detail which one, for people
 */
public record CleanedUp(Kind kind, String detail) {

    public CleanedUp {
        requireNonNull(kind, "kind is null");
        requireNonNull(detail, "detail is null");
    }

    /** The kinds of things that are removed. */
    public enum Kind {
        /** Deregistered from {@code java.sql.DriverManager}. */
        DRIVER,
        /** Removed without being run: a plugin ends its work in its {@code stop}. */
        SHUTDOWN_HOOK,
        /** Emptied on a thread that lives on. */
        THREAD_LOCAL,
        /** Removed from {@code java.security.Security}. */
        SECURITY_PROVIDER,
        /** Unregistered from an MBean server. */
        MBEAN,
        /** Removed from a platform MXBean. */
        NOTIFICATION_LISTENER,
        /** Removed from a logger of {@code java.util.logging}. */
        LOG_HANDLER,
        /** A setting of the whole JVM's, for instance its proxy selector, set back to what it was. */
        JVM_DEFAULT,
        /** Removed from {@code System.getProperties}. */
        SYSTEM_PROPERTY,
        /** Deregistered from {@code javax.imageio.spi.IIORegistry}. */
        IMAGE_PROVIDER,
        /** Set back on a thread of the JDK's own. */
        CONTEXT_CLASS_LOADER;

        /** The kind in JSON, for instance {@code shutdown_hook}. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return kind.value() + ": " + detail;
    }
}
