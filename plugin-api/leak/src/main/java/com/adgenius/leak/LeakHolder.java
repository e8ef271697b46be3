package com.adgenius.leak;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * What keeps a closed class loader alive.
 *
 * @param kind what it is
 * @param detail which one, for people, for instance a thread's name and where it stands
 * @param path the first steps from the holder to an object of the plugin's, as far as they are known; else empty
 */
public record LeakHolder(Kind kind, String detail, List<String> path) {

    public LeakHolder {
        requireNonNull(kind, "kind is null");
        requireNonNull(detail, "detail is null");
        path = List.copyOf(path);
    }

    /** A holder to which no path was looked for. */
    public static LeakHolder of(Kind kind, String detail) {
        return new LeakHolder(kind, detail, List.of());
    }

    /** The kinds of holders that can be told. */
    public enum Kind {
        /** A live thread. */
        THREAD,
        /** A live virtual thread. */
        VIRTUAL_THREAD,
        /** A timer's or a scheduler's task. */
        SCHEDULED_TASK,
        /** A driver registered with {@code java.sql.DriverManager}. */
        DRIVER,
        /** A shutdown hook. */
        SHUTDOWN_HOOK,
        /** A thread-local of a thread that lives on. */
        THREAD_LOCAL,
        /** An object of the host's or of the JDK's; the path tells which. */
        HOST_OBJECT,
        /** The holder is unknown. */
        UNKNOWN;

        /** The kind in JSON, for instance {@code shutdown_hook}. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return kind.value() + ": " + detail + (path.isEmpty() ? "" : " via " + String.join(" > ", path));
    }
}
