package com.adgenius.host.app.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Stand-ins of a test's own, beside the shared ones; close them. */
public final class StartedServers implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Thread thread;
    private final Map<String, String> addresses;

    private StartedServers(Thread thread, Map<String, String> addresses) {
        this.thread = thread;
        this.addresses = addresses;
    }

    /** Starts those servers alone, with more arguments. */
    public static StartedServers start(Path data, String only, String... more) {
        ToolProvider tool = ToolProvider.findFirst("adgenius-servers").orElseThrow();
        String[] arguments = Stream.concat(List.of("--data", data.toString(), "--only", only).stream(), Stream.of(more))
                .toArray(String[]::new);
        PipedWriter pipe = new PipedWriter();
        try (BufferedReader out = new BufferedReader(new PipedReader(pipe))) {
            PrintWriter writer = new PrintWriter(pipe, true);
            PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            Thread thread = Thread.ofPlatform().daemon().start(() -> {
                tool.run(writer, errors, arguments);
                writer.close();
            });
            Map<String, String> addresses = new HashMap<>();
            for (String line = out.readLine(); !"READY".equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("The servers did not start; see standard error");
                }
                int equals = line.indexOf('=');
                addresses.put(line.substring(0, equals), line.substring(equals + 1));
            }
            return new StartedServers(thread, addresses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of that server. */
    public String address(String name) {
        return addresses.get(name);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(STOP_LIMIT)) {
                throw new IllegalStateException("The servers did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
