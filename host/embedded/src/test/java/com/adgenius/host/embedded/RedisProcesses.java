package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Finds the Redis processes that run from a folder, whoever started them. */
final class RedisProcesses {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 20_000_000;

    private RedisProcesses() {}

    static List<ProcessHandle> in(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(real))
                        .isPresent())
                .toList();
    }

    /** Waits until none is left, and answers with those that are left at the end of the time. */
    static List<ProcessHandle> leftIn(Path folder, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        List<ProcessHandle> left = in(folder);
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_NANOS);
            left = in(folder);
        }
        return left;
    }

    static void assertNoneIn(Path folder) throws IOException {
        assertThat(leftIn(folder, DEADLINE)).isEmpty();
    }
}
