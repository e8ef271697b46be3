package com.adgenius.host.server.cache;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.spi.ToolProvider;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A Redis of a test's own, which it stops and starts at one address; what it held is there again after a start. */
final class RedisForTests implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path folder = EmbeddedServersForTests.shared().folder("redis-" + UUID.randomUUID());
    private final int port = freePort();
    private @Nullable Thread server;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "redis://127.0.0.1:" + port;
    }

    RedisForTests start() {
        ToolProvider tool = ToolProvider.findFirst("adgenius-servers").orElseThrow();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintWriter out = new PrintWriter(said, true, StandardCharsets.UTF_8);
        server = Thread.ofPlatform()
                .daemon()
                .name("redis-for-tests")
                .start(() -> tool.run(
                        out,
                        out,
                        "--data",
                        folder.toString(),
                        "--only",
                        "redis",
                        "--redis-port",
                        String.valueOf(port)));
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> said.toString(StandardCharsets.UTF_8).contains("READY"));
        return this;
    }

    void stop() {
        Thread running = server;
        if (running != null) {
            try {
                running.interrupt();
                if (!running.join(LIMIT)) {
                    throw new IllegalStateException("Redis did not stop");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
