package com.adgenius.host.app.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A RabbitMQ of the system's package, on loopback and free ports, with a folder, a port mapper and a cookie of its own: it
 * meets no other broker of the machine.
 */
public final class RabbitForTests implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final int port = freePort();
    private final int distributionPort = freePort();
    private final int mapperPort = freePort();
    private final String node = "adgenius-" + UUID.randomUUID() + "@localhost";
    private final Process mapper;
    private Process broker;

    private RabbitForTests(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("rabbitmq.conf"), "listeners.tcp.1 = 127.0.0.1:" + port + "\n");
        Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
        this.mapper = new ProcessBuilder("epmd", "-port", String.valueOf(mapperPort), "-address", "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("epmd.log").toFile())
                .start();
    }

    /** Skips the test where the package is not installed. */
    public static RabbitForTests start(Path folder) {
        assumeTrue(Files.isExecutable(PROGRAM), "rabbitmq-server is not installed");
        try {
            RabbitForTests rabbit = new RabbitForTests(folder);
            boolean started = false;
            try {
                rabbit.launch();
                started = true;
                return rabbit;
            } finally {
                if (!started) {
                    rabbit.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address. */
    public String address() {
        return "amqp://guest:guest@127.0.0.1:" + port + "/";
    }

    private void launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("broker.log").toFile()));
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("HOME", folder.resolve("home").toString()),
                        Map.entry("RABBITMQ_NODENAME", node),
                        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                        Map.entry("RABBITMQ_LOGS", "-"),
                        Map.entry("RABBITMQ_DIST_PORT", String.valueOf(distributionPort)),
                        Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                        Map.entry(
                                "RABBITMQ_CONFIG_FILE",
                                folder.resolve("rabbitmq.conf").toString()),
                        Map.entry(
                                "RABBITMQ_ENABLED_PLUGINS_FILE",
                                folder.resolve("enabled_plugins").toString()),
                        Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                        Map.entry("ERL_EPMD_PORT", String.valueOf(mapperPort)),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("ERL_CRASH_DUMP", "/dev/null")));
        broker = builder.start();
        Awaitility.await()
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(this::answers);
    }

    private boolean answers() throws IOException {
        if (!broker.isAlive()) {
            throw new IllegalStateException("RabbitMQ ended: " + Files.readString(folder.resolve("broker.log")));
        }
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        try (Connection connection = factory.newConnection()) {
            return connection.isOpen();
        } catch (Exception _) {
            return false;
        }
    }

    /** Stops the broker. */
    public void stop() {
        List<ProcessHandle> all = broker.descendants().toList();
        try {
            broker.destroy();
            if (!broker.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                broker.destroyForcibly();
            }
            for (ProcessHandle process : all) {
                process.onExit()
                        .orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .exceptionally(_ -> process)
                        .join();
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the broker again on what it kept. */
    public void resume() {
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (broker != null) {
            stop();
        }
        mapper.destroy();
        try {
            mapper.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
