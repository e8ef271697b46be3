package com.adgenius.host.embedded;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The stand-ins as a process of their own, with the arguments of {@link EmbeddedServers}. Stops on SIGTERM. */
public final class Main {

    private static final long STOP_SECONDS = 30;

    private Main() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Thread servers = Thread.currentThread();
        Thread stop = new Thread(() -> stop(servers), "stop-servers");
        Runtime.getRuntime().addShutdownHook(stop);
        int status = new EmbeddedServers().run(out, err, arguments);
        if (status != 0 && removed(stop)) {
            System.exit(status);
        }
    }

    /** False where the process is stopping already, and would wait for itself in {@code exit}. */
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            return false;
        }
    }

    private static void stop(Thread servers) {
        servers.interrupt();
        try {
            servers.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
