package com.adgenius.host.app;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.app.HostStartException.Code;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * The stand-ins for servers of which no address was given. They are reached by their addresses alone, like the real ones:
 * no type of theirs is known here.
 */
final class StandIns implements AutoCloseable {

    private static final String TOOL = "adgenius-servers";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Thread thread;
    private final Map<String, String> addresses;

    private StandIns(Thread thread, Map<String, String> addresses) {
        this.thread = thread;
        this.addresses = Map.copyOf(addresses);
    }

    /**
     * Starts these servers and waits until they answer.
     *
     * @throws HostStartException {@link Code#STAND_IN_FAILED}, with what they said
     */
    static StandIns start(Path data, Set<String> names) throws HostStartException, InterruptedException {
        ToolProvider tool = ToolProvider.findFirst(TOOL)
                .orElseThrow(() -> new HostStartException(
                        Code.STAND_IN_FAILED,
                        "The stand-ins are not in this distribution. Give the servers' addresses: --mongodb URI,"
                                + " --redis URI, --qdrant HOST:PORT and --smtp URI."));
        Lines lines = new Lines();
        List<String> arguments = List.of("--data", data.toString(), "--only", String.join(",", names));
        Thread thread = Thread.ofPlatform().name(TOOL).daemon().start(() -> {
            int status = tool.run(new PrintWriter(lines, true), lines.errors(), arguments.toArray(String[]::new));
            lines.ended(status);
        });
        try {
            return new StandIns(thread, addresses(lines));
        } catch (HostStartException | InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private static Map<String, String> addresses(Lines lines) throws HostStartException, InterruptedException {
        Map<String, String> addresses = new HashMap<>();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            String line = lines.next(deadline - System.nanoTime())
                    .orElseThrow(() -> new HostStartException(
                            Code.STAND_IN_FAILED,
                            "The stand-ins did not start within " + START_LIMIT.toSeconds() + " s. " + lines.said()));
            if (line.equals("READY")) {
                return addresses;
            }
            if (line.startsWith(Lines.ENDED)) {
                throw new HostStartException(Code.STAND_IN_FAILED, "The stand-ins did not start. " + lines.said());
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                addresses.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
    }

    /** The address of a server that was started. */
    String address(String name) {
        return requireNonNull(addresses.get(name), () -> "The stand-ins did not say the address of " + name);
    }

    /** Stops them orderly, so that all that was acknowledged is on the disk. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (!thread.join(STOP_LIMIT)) {
            throw new IllegalStateException("The stand-ins did not stop within " + STOP_LIMIT.toSeconds() + " s");
        }
    }

    /** What the servers print, line by line. */
    @SuppressWarnings("JdkObsolete") // two threads write it
    private static final class Lines extends Writer {

        static final String ENDED = "\0ended ";

        private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(1_000);
        private final StringBuffer errors = new StringBuffer();
        private final StringBuilder current = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                if (characters[i] == '\n') {
                    offer(current.toString().strip());
                    current.setLength(0);
                } else {
                    current.append(characters[i]);
                }
            }
        }

        PrintWriter errors() {
            return new PrintWriter(new ErrorLines(errors), true);
        }

        void ended(int status) {
            offer(ENDED + status);
        }

        Optional<String> next(long nanos) throws InterruptedException {
            return Optional.ofNullable(lines.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
        }

        String said() {
            return errors.toString().strip();
        }

        private void offer(String line) {
            if (!lines.offer(line)) {
                throw new IllegalStateException("The stand-ins print more than anybody reads");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Keeps what they complain about while they start, and logs it. */
    private static final class ErrorLines extends Writer {

        private static final System.Logger LOG = System.getLogger(TOOL);
        private static final int KEPT = 4_000;

        private final StringBuffer kept;

        ErrorLines(StringBuffer kept) {
            this.kept = kept;
        }

        @Override
        public void write(char[] characters, int offset, int count) {
            String text = new String(characters, offset, count);
            if (kept.length() + count <= KEPT) {
                kept.append(text);
            }
            if (!text.isBlank()) {
                LOG.log(System.Logger.Level.WARNING, text.strip());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
