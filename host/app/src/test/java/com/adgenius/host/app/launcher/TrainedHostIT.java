package com.adgenius.host.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AOT cache of the whole host, which the build trains before these tests. */
class TrainedHostIT {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void theHostStartsWithTheCacheAndSaysNothingOfIt() throws Exception {
        Path root = SourceTree.root();
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("adgenius").toString(),
                        "run",
                        "--port",
                        "0",
                        "--admin-port",
                        "0",
                        "--data",
                        folder.resolve("data").toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        // With options of one's own a host starts without the cache.
        builder.environment()
                .keySet()
                .removeAll(List.of("ADGENIUS_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        builder.environment().put("ADGENIUS_BUILD", "never");
        Process host = builder.start();
        try {
            await().atMost(START)
                    .until(() -> !host.isAlive() || Files.readString(output).contains("READY"));

            assertThat(Files.readString(output).lines())
                    .hasSize(4)
                    .last()
                    .asString()
                    .matches("READY http://localhost:\\d+ \\(admin http://localhost:\\d+\\) in \\d+ ms");
            assertThat(arguments(host)).contains("\0-XX:AOTCache=" + root.toRealPath());
            assertThat(maps(host)).contains(".aot");
        } finally {
            host.destroy();
            host.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(errors).content().doesNotContain("WARNING", "aot");
    }

    private static String arguments(Process host) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(host.pid()), "cmdline"));
    }

    /** The files that the process has mapped. */
    private static String maps(Process host) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(host.pid()), "maps"));
    }
}
