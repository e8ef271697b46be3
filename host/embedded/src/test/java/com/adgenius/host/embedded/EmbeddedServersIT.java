package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way in, as the host uses it. */
class EmbeddedServersIT {

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void printsAddressesServesUntilInterruptedAndStops() throws Exception {
        ToolProvider servers = ToolProvider.findFirst("adgenius-servers").orElseThrow();
        PipedWriter pipe = new PipedWriter();
        CompletableFuture<Integer> result = new CompletableFuture<>();
        try (BufferedReader out = new BufferedReader(new PipedReader(pipe));
                PrintWriter writer = new PrintWriter(pipe)) {
            Thread thread = Thread.ofPlatform()
                    .start(() -> result.complete(servers.run(
                            writer, new PrintWriter(errors), "--data", folder.toString(), "--mongodb-port", "0")));
            List<String> lines = List.of(
                    out.readLine(), out.readLine(), out.readLine(), out.readLine(), out.readLine(), out.readLine());
            assertThat(lines.get(0)).startsWith("mongodb=mongodb://127.0.0.1:");
            assertThat(lines.get(1)).startsWith("redis=redis://127.0.0.1:");
            assertThat(lines.get(2)).startsWith("qdrant=http://127.0.0.1:");
            assertThat(lines.get(3)).startsWith("imap=imap://127.0.0.1:");
            assertThat(lines.get(4)).startsWith("smtp=smtp://127.0.0.1:");
            assertThat(lines.get(5)).isEqualTo("READY");
            try (MongoClient client = MongoClients.create(lines.get(0).substring("mongodb=".length()))) {
                Answers.done(client.getDatabase("d").getCollection("c").insertOne(new Document("_id", 1)));
            }
            thread.interrupt();
            assertThat(result.get(30, TimeUnit.SECONDS)).isZero();
        }
        assertThat(errors.toString()).isEmpty();
        assertThat(RedisProcesses.in(folder)).isEmpty();
        try (EmbeddedMongo again = EmbeddedMongo.start(folder.resolve("mongodb"), 0);
                MongoClient client = MongoClients.create(again.address().toString())) {
            assertThat(Answers.one(client.getDatabase("d").getCollection("c").find()))
                    .isEqualTo(new Document("_id", 1));
        }
    }

    @Test
    void stopsWhatItStartedWhereAnotherDoesNotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(run("--data", folder.toString(), "--redis-port", Integer.toString(port)))
                    .isEqualTo(1);
            assertThat(errors.toString())
                    .contains("Redis cannot listen on 127.0.0.1:" + port)
                    .contains("--redis-port");
            errors.getBuffer().setLength(0);
            assertThat(run("--data", folder.toString(), "--mongodb-port", Integer.toString(port)))
                    .isEqualTo(1);
            assertThat(errors.toString())
                    .contains("MongoDB cannot listen on 127.0.0.1:" + port)
                    .contains("--mongodb-port");
            errors.getBuffer().setLength(0);
            assertThat(run("--data", folder.toString(), "--qdrant-port", Integer.toString(port)))
                    .isEqualTo(1);
            assertThat(errors.toString())
                    .contains("Qdrant cannot listen on 127.0.0.1:" + port)
                    .contains("--qdrant-port");
            errors.getBuffer().setLength(0);
            assertThat(run("--data", folder.toString(), "--smtp-port", Integer.toString(port)))
                    .isEqualTo(1);
            assertThat(errors.toString())
                    .contains("mail server cannot listen on 127.0.0.1:" + port)
                    .contains("--smtp-port");
        }
        EmbeddedMongo.start(folder.resolve("mongodb"), 0).close();
        assertThat(RedisProcesses.in(folder)).isEmpty();
    }

    @Test
    void refusesAFolderThatAnotherProcessUses() throws Exception {
        try (ChildProcess first = ChildProcess.servers(folder)) {
            assertThat(run("--data", folder.toString(), "--only", "mongodb")).isEqualTo(1);
            assertThat(run("--data", folder.toString(), "--only", "redis")).isEqualTo(1);
            assertThat(errors.toString().lines())
                    .allMatch(line -> line.contains("is used by another process: stop that one"))
                    .hasSize(2);
            assertThat(RedisProcesses.in(folder)).hasSize(1);
            first.terminate();
        }
    }

    @Test
    void refusesADamagedFileAndNamesIt() throws Exception {
        Path file = folder.resolve("mongodb").resolve("databases.mv");
        EmbeddedMongo.start(folder.resolve("mongodb"), 0).close();
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 7) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);
        assertThat(run("--data", folder.toString(), "--only", "mongodb")).isEqualTo(1);
        assertThat(errors.toString()).contains(file + " is damaged").contains("put a backup in its place");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void listensOnLoopbackAlone() throws Exception {
        try (ChildProcess servers = ChildProcess.servers(folder)) {
            List<InetAddress> others = new ArrayList<>();
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .forEach(others::add);
            for (String server : List.of("mongodb", "redis", "qdrant", "smtp", "imap")) {
                int port = URI.create(servers.address(server)).getPort();
                assertThat(connects(InetAddress.getByName("127.0.0.1"), port)).isTrue();
                assertThat(others).noneMatch(address -> connects(address, port));
            }
        }
    }

    private int run(String... arguments) {
        return new EmbeddedServers().run(new PrintWriter(new StringWriter()), new PrintWriter(errors, true), arguments);
    }

    private static boolean connects(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
