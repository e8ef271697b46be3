package com.adgenius.host.bench.convergence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A RabbitMQ of the system's package, on loopback and free ports, in a folder of its own. */
final class Broker implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 200;

    private final int port;
    private final Process mapper;
    private final Process server;

    private Broker(int port, Process mapper, Process server) {
        this.port = port;
        this.mapper = mapper;
        this.server = server;
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    static Broker start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        int mapperPort = freePort();
        Path configuration = Files.writeString(folder.resolve("rabbitmq.conf"), "listeners.tcp.1 = 127.0.0.1:" + port);
        Path plugins = Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
        Process mapper = new ProcessBuilder("epmd", "-port", String.valueOf(mapperPort), "-address", "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("epmd.log").toFile())
                .start();
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile());
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("HOME", folder.toString()),
                        Map.entry(
                                "RABBITMQ_NODENAME",
                                "bench" + ProcessHandle.current().pid() + "@localhost"),
                        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                        Map.entry("RABBITMQ_LOGS", "-"),
                        Map.entry("RABBITMQ_DIST_PORT", String.valueOf(freePort())),
                        Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                        Map.entry("RABBITMQ_CONFIG_FILE", configuration.toString()),
                        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()),
                        Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                        Map.entry("ERL_EPMD_PORT", String.valueOf(mapperPort)),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("ERL_CRASH_DUMP", "/dev/null")));
        Broker broker = new Broker(port, mapper, builder.start());
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!broker.listens()) {
            if (System.nanoTime() > end || !broker.server.isAlive()) {
                broker.close();
                throw new IOException("RabbitMQ did not start; see " + folder.resolve("broker.log"));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PAUSE_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    String address() {
        return "amqp://guest:guest@127.0.0.1:" + port + "/";
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> children = server.descendants().toList();
        server.destroy();
        if (!server.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        mapper.destroy();
        mapper.waitFor();
    }
}
