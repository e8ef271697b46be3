package com.adgenius.host.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process of its own that prints the addresses of its servers and READY. */
final class ChildProcess implements AutoCloseable {

    private static final long START_SECONDS = 60;
    private static final long END_SECONDS = 30;

    private final Process process;
    private final List<String> lines;

    private ChildProcess(Process process, List<String> lines) {
        this.process = process;
        this.lines = lines;
    }

    /** Starts the product's own main class. */
    static ChildProcess servers(Path data, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        return start(Main.class, arguments);
    }

    static ChildProcess start(Class<?> main, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return CompletableFuture.supplyAsync(() -> new ChildProcess(process, readUntilReady(process)))
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    String address(String server) {
        return lines.stream()
                .filter(line -> line.startsWith(server + "="))
                .map(line -> line.substring(server.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** SIGKILL: nothing in the process learns of it. */
    void kill() throws Exception {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM. */
    void terminate() throws Exception {
        process.destroy();
        awaitEnd();
    }

    @Override
    public void close() throws Exception {
        kill();
    }

    private void awaitEnd() throws Exception {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + process.pid() + " does not end");
        }
    }

    private static List<String> readUntilReady(Process process) {
        List<String> lines = new ArrayList<>();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        try {
            String line = reader.readLine();
            while (line != null && !line.equals("READY")) {
                lines.add(line);
                line = reader.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the process ended before it was ready");
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
