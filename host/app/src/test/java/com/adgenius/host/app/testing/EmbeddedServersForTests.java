package com.adgenius.host.app.testing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** MongoDB, Redis, Qdrant and a mail server for tests: one of each for each JVM, on free ports, in a folder that goes with the JVM. */
public final class EmbeddedServersForTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final String mongodb;
    private final String redis;
    private final String qdrant;
    private final String smtp;
    private final String imap;

    private EmbeddedServersForTests(Path folder, Map<String, String> addresses) {
        this.folder = folder;
        this.mongodb = addresses.get("mongodb");
        this.redis = addresses.get("redis");
        this.qdrant = addresses.get("qdrant");
        this.smtp = addresses.get("smtp");
        this.imap = addresses.get("imap");
    }

    /** The pair of this JVM; started by the first call. */
    public static EmbeddedServersForTests shared() {
        return Shared.INSTANCE;
    }

    /** The address of MongoDB. */
    public String mongodb() {
        return mongodb;
    }

    /** The address of Redis. */
    public String redis() {
        return redis;
    }

    /** The address of Qdrant. */
    public String qdrant() {
        return qdrant;
    }

    /** Where mail is handed over. */
    public String smtp() {
        return smtp;
    }

    /** Where mail is read. */
    public String imap() {
        return imap;
    }

    /** A folder of its own beside the servers' data, removed at the end. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedServersForTests start() {
        try {
            Path folder = Files.createTempDirectory("adgenius-test-");
            Map<String, String> addresses = new ConcurrentHashMap<>();
            CountDownLatch ready = new CountDownLatch(1);
            ToolProvider tool = ToolProvider.findFirst("adgenius-servers").orElseThrow();
            PrintWriter out = new PrintWriter(new Lines(addresses, ready), true);
            PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            Thread servers = Thread.ofPlatform()
                    .daemon()
                    .name("servers-for-tests")
                    .start(() -> tool.run(
                            out, err, "--data", folder.resolve("servers").toString()));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(servers, folder)));
            if (!ready.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The servers for tests did not start; see standard error");
            }
            return new EmbeddedServersForTests(folder, addresses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void stop(Thread servers, Path folder) {
        try {
            HostUnderTest.closeShared();
            servers.interrupt();
            servers.join(Duration.ofSeconds(20));
            delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static final class Shared {
        static final EmbeddedServersForTests INSTANCE = start();
    }

    /** Reads {@code name=address} lines until READY. */
    private static final class Lines extends Writer {
        private final StringBuilder line = new StringBuilder();
        private final Map<String, String> addresses;
        private final CountDownLatch ready;

        Lines(Map<String, String> addresses, CountDownLatch ready) {
            this.addresses = addresses;
            this.ready = ready;
        }

        @Override
        public void write(char[] characters, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                if (characters[i] != '\n') {
                    line.append(characters[i]);
                    continue;
                }
                String text = line.toString().strip();
                line.setLength(0);
                int equals = text.indexOf('=');
                if (equals > 0) {
                    addresses.put(text.substring(0, equals), text.substring(equals + 1));
                } else if (text.equals("READY")) {
                    ready.countDown();
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
