package com.adgenius.host.app;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Logs one line an entry to standard error: ours from INFO on, libraries' from WARNING on. */
public final class LogConfiguration {

    /** Held, because the JDK forgets the level of a logger that nobody holds. */
    @SuppressWarnings("UnusedVariable")
    private static List<Logger> held = List.of();

    /** Called by {@link LogManager}, by the property {@code java.util.logging.config.class}. */
    @SuppressWarnings("StaticAssignmentInConstructor") // the JDK makes one object and forgets it
    public LogConfiguration() {
        ConsoleHandler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(new OneLineFormatter());
        Logger all = Logger.getLogger("");
        all.addHandler(handler);
        all.setLevel(Level.WARNING);
        Logger ours = Logger.getLogger("com.adgenius");
        ours.setLevel(Level.INFO);
        held = List.of(all, ours);
    }

    /** Sets it up; to be called before anything is logged. */
    static void install() {
        System.setProperty("java.util.logging.config.class", LogConfiguration.class.getName());
        System.setProperty("java.util.logging.manager", UntilTheEnd.class.getName());
    }

    /** The JDK's own manager drops all handlers when the process begins to stop, and what is said while stopping with them. */
    public static final class UntilTheEnd extends LogManager {

        /** Called by the JDK, by the property {@code java.util.logging.manager}. */
        public UntilTheEnd() {}

        @Override
        public void reset() {
            // Nothing is reset: the handlers stay until the process is gone.
        }
    }
}
