package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Redis under a shell script that ends it when this process is gone, however it goes. */
final class GuardedRedis {

    private static final String SCRIPT = "redis-guard.sh";
    private static final int POLL_MILLIS = 20;
    private static final int ANSWER_MILLIS = 1_000;
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final long STOP_SECONDS = 10;
    private static final int LAST_LINES = 3;

    private final Process guard;
    private final Path pidFile;
    private final Path log;
    private final int port;

    private GuardedRedis(Process guard, Path pidFile, Path log, int port) {
        this.guard = requireNonNull(guard, "guard is null");
        this.pidFile = requireNonNull(pidFile, "pidFile is null");
        this.log = requireNonNull(log, "log is null");
        this.port = port;
    }

    static GuardedRedis start(Path binary, Path pidFile, int port) {
        Path folder = requireNonNull(binary.getParent(), "binary has no folder");
        Path log = folder.resolve("redis.log");
        List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT, pidFile.toString(), binary.toString()));
        command.addAll(List.of("--bind", EmbeddedRedis.HOST, "--port", Integer.toString(port)));
        command.addAll(List.of("--dir", folder.toString(), "--save", "", "--appendonly", "no"));
        try {
            unpackScript(folder);
            Process guard = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new GuardedRedis(guard, pidFile, log, port);
        } catch (IOException e) {
            throw RedisBinary.unusable("for /bin/sh cannot be started: " + e.getMessage());
        }
    }

    int port() {
        return port;
    }

    /** Waits until it answers at its port; false where it ended or the time is over. */
    boolean awaitReady(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end && !guard.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (answers()) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody else listens at its port. */
    boolean portTaken() {
        return words().stream().anyMatch(line -> line.contains("Address already in use"));
    }

    /** The end of what it wrote. */
    String lastWords() {
        List<String> words = words();
        return String.join(" / ", words.subList(Math.max(0, words.size() - LAST_LINES), words.size()));
    }

    /** Ends it and waits for that. */
    void stop() {
        try {
            guard.getOutputStream().close();
            if (guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        guard.destroyForcibly();
    }

    /** Only its own answer counts: another Redis may have taken the port. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(EmbeddedRedis.HOST, port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("INFO server\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8);
            String pid = Files.readString(pidFile).strip();
            return answer.lines().anyMatch(("process_id:" + pid)::equals);
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> words() {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of("nothing that can be read: " + e.getMessage());
        }
    }

    private static void unpackScript(Path folder) throws IOException {
        try (InputStream in = Optional.ofNullable(GuardedRedis.class.getResourceAsStream(SCRIPT))
                .orElseThrow(() -> new IllegalStateException(SCRIPT + " is not beside its class"))) {
            Files.copy(in, folder.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
