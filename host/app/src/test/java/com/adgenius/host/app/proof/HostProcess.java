package com.adgenius.host.app.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host as a stranger starts it: by the launcher, as a process of its own, on free ports. */
final class HostProcess implements AutoCloseable {

    /** The checkout that is tested. */
    static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

    private static final Pattern READY = Pattern.compile("READY (http://\\S+) \\(admin (http://[^)]+)\\) in (\\d+) ms");

    private final Process process;
    private final Path data;
    private final Path log;
    private final String address;
    private final String adminAddress;

    private HostProcess(Process process, Path data, Path log, Matcher ready) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.address = ready.group(1);
        this.adminAddress = ready.group(2);
    }

    /** Starts the host on the data folder and waits until it says that it is ready. */
    static HostProcess start(Path data, String... options) throws Exception {
        return start(data, Map.of(), options);
    }

    /** Starts the host with those variables in its environment. */
    static HostProcess start(Path data, Map<String, String> environment, String... options) throws Exception {
        Files.createDirectories(data);
        Path log = Files.createTempFile(data.toAbsolutePath().getParent(), "host-", ".log");
        List<String> command = new ArrayList<>(List.of(
                CHECKOUT.resolve("adgenius").toString(),
                "run",
                "--port",
                "0",
                "--admin-port",
                "0",
                "--data",
                data.toString()));
        command.addAll(Arrays.asList(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("ADGENIUS_BUILD", "never");
        builder.environment().putAll(environment);
        Process process = builder.start();
        CompletableFuture<Matcher> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> readOutput(process, ready));
        try {
            return new HostProcess(process, data, log, ready.get(120, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("The host did not become ready; its log:\n" + Files.readString(log), e);
        }
    }

    private static void readOutput(Process process, CompletableFuture<Matcher> ready) {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(matcher);
                }
            }
            ready.completeExceptionally(new IOException("Its output ended"));
        } catch (IOException e) {
            ready.completeExceptionally(new UncheckedIOException(e));
        }
    }

    /** For instance {@code http://localhost:8080}. */
    String address() {
        return address;
    }

    /** The address of health and metrics. */
    String adminAddress() {
        return adminAddress;
    }

    /** The port that {@link #address} ends with. */
    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** What stands behind the label in {@code first-login.txt}. */
    String firstLogin(String label) throws IOException {
        return Files.readAllLines(data.resolve("first-login.txt")).stream()
                .filter(line -> line.startsWith(label + ": "))
                .map(line -> line.substring(label.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    /** Everything that the host logged so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Asks the host's JVM for a full collection, by the JDK's own tool. */
    void collectGarbage() throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        jcmd.waitFor();
    }

    /** Processes below the host's, while it runs. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Ends the host as a power cut would: SIGKILL to the host alone, its children learn nothing. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /** Asks the host to stop and waits until it did. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        await();
    }

    private void await() throws InterruptedException {
        if (!process.waitFor(Duration.ofSeconds(60))) {
            process.destroyForcibly();
            throw new IllegalStateException("The host did not stop within 60 s");
        }
    }
}
