package com.adgenius.host.app.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The stand-ins as a process of their own, by the launcher, on free ports. */
final class ServersProcess implements AutoCloseable {

    private final Process process;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    private ServersProcess(Process process) {
        this.process = process;
    }

    static ServersProcess start(Path data) throws Exception {
        Files.createDirectories(data);
        ProcessBuilder builder = new ProcessBuilder(
                        HostProcess.CHECKOUT.resolve("adgenius").toString(),
                        "servers",
                        "--data",
                        data.toString(),
                        "--mongodb-port",
                        "0",
                        "--redis-port",
                        "0",
                        "--qdrant-port",
                        "0",
                        "--smtp-port",
                        "0")
                .redirectError(data.resolveSibling("servers.log").toFile());
        builder.environment().put("ADGENIUS_BUILD", "never");
        ServersProcess servers = new ServersProcess(builder.start());
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> servers.read(ready));
        boolean started = false;
        try {
            ready.get(120, TimeUnit.SECONDS);
            started = true;
            return servers;
        } finally {
            if (!started) {
                servers.close();
            }
        }
    }

    private void read(CompletableFuture<Boolean> ready) {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    addresses.put(
                            line.substring(0, equals),
                            line.substring(equals + 1).strip());
                } else if (line.startsWith("READY")) {
                    ready.complete(true);
                }
            }
            ready.completeExceptionally(new IOException("The servers ended"));
        } catch (IOException e) {
            ready.completeExceptionally(new UncheckedIOException(e));
        }
    }

    /** The address of {@code mongodb}, {@code redis} or {@code qdrant}. */
    String address(String server) {
        return addresses.get(server);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(60))) {
            process.destroyForcibly();
            throw new IllegalStateException("The servers did not stop within 60 s");
        }
    }
}
