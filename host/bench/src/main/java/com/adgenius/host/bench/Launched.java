package com.adgenius.host.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that the launcher started, and what it said until it was ready. */
public final class Launched implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Map<String, String> addresses;

    private Launched(Process process, Map<String, String> addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /** Starts the launcher's command and waits for its line {@code READY}. */
    public static Launched start(String... arguments) throws IOException, InterruptedException {
        String launcher = System.getProperty("adgenius.launcher");
        if (launcher == null) {
            throw new IllegalStateException("-Dadgenius.launcher is not given: start this by ./adgenius bench");
        }
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("ADGENIUS_") && !name.equals("ADGENIUS_JAVA_HOME"));
        Process process = builder.start();
        Map<String, String> addresses = new HashMap<>();
        boolean ready = false;
        // Left open: a process whose output nobody holds is told so when it writes.
        BufferedReader output = process.inputReader();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int equals = line.indexOf('=');
                if (line.startsWith("READY")) {
                    ready = true;
                    String[] words = line.split(" ", -1);
                    addresses.put("http", words.length > 1 ? words[1].replace("localhost", "127.0.0.1") : "");
                    return new Launched(process, addresses);
                }
                if (equals > 0) {
                    addresses.put(
                            line.substring(0, equals),
                            line.substring(equals + 1).strip());
                }
            }
            throw new IOException("Ended before it was ready: " + command);
        } finally {
            if (!ready) {
                stop(process);
            }
        }
    }

    /** The address that it printed under that name; {@code http} for a host's API. */
    public String address(String name) {
        String address = addresses.get(name);
        if (address == null) {
            throw new IllegalStateException("No address of " + name + " in " + addresses.keySet());
        }
        return address;
    }

    @Override
    public void close() throws InterruptedException {
        stop(process);
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
