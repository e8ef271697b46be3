package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No Redis outlives the process that started it. */
class RedisProcessIT {

    @TempDir
    Path folder;

    @Test
    void leavesNoneWhenKilled() throws Exception {
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "redis")) {
            assertThat(RedisProcesses.in(folder)).hasSize(1);
            servers.kill();
            RedisProcesses.assertNoneIn(folder);
        }
    }

    @Test
    void leavesNoneWhenTerminated() throws Exception {
        Set<Path> before = temporary();
        try (ChildProcess servers = ChildProcess.servers(folder, "--only", "redis")) {
            assertThat(RedisProcesses.in(folder)).hasSize(1);
            servers.terminate();
            RedisProcesses.assertNoneIn(folder);
        }
        assertThat(temporary()).isEqualTo(before);
        assertThat(folder.resolve("redis").resolve("redis.pid")).doesNotExist();
    }

    @Test
    void leavesNoneWhenClosedOrItsGuardIsDestroyed() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, 0)) {
            assertThat(redis.address().getHost()).isEqualTo("127.0.0.1");
            assertThat(RedisProcesses.in(folder)).hasSize(1);
        }
        assertThat(RedisProcesses.in(folder)).isEmpty();
        EmbeddedRedis redis = EmbeddedRedis.start(folder, 0);
        ProcessHandle.current().children().forEach(guard -> {
            if (guard.descendants().anyMatch(child -> runsIn(folder, child))) {
                guard.destroy();
            }
        });
        RedisProcesses.assertNoneIn(folder);
        redis.close();
    }

    /** The planted fault: without the guard one is left, and the same look finds it. The next start ends it. */
    @Test
    void findsOneThatIsLeftAndTheNextStartEndsIt() throws Exception {
        Path binary = RedisBinary.unpack(folder);
        Process unguarded = new ProcessBuilder(binary.toString(), "--port", "0", "--unixsocket", "redis.sock")
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(RedisProcesses.leftIn(folder, Duration.ofMillis(500)))
                    .extracting(ProcessHandle::pid)
                    .containsExactly(unguarded.pid());
            Files.writeString(folder.resolve("redis.pid"), unguarded.pid() + "\n");
            EmbeddedRedis.start(folder, 0).close();
            assertThat(unguarded.waitFor(10, TimeUnit.SECONDS)).isTrue();
            RedisProcesses.assertNoneIn(folder);
        } finally {
            unguarded.destroyForcibly();
        }
    }

    @Test
    void leavesAnotherProgramWithTheRecordedIdAlone() throws Exception {
        Process other = new ProcessBuilder("/bin/sh", "-c", "read -r line").start();
        try {
            Files.writeString(folder.resolve("redis.pid"), other.pid() + "\n");
            EmbeddedRedis.start(folder, 0).close();
            assertThat(other.isAlive()).isTrue();
            Files.writeString(folder.resolve("redis.pid"), "no number");
            EmbeddedRedis.start(folder, 0).close();
        } finally {
            other.destroyForcibly();
        }
    }

    private static boolean runsIn(Path folder, ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).startsWith(folder))
                .isPresent();
    }

    private static Set<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> List.of("redis", "libnetty", "adgenius").stream()
                            .anyMatch(file.getFileName().toString()::startsWith))
                    .collect(Collectors.toSet());
        }
    }
}
