package com.adgenius.host.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AOT cache of the whole host: the first run of a build trains it, and starts with it. */
class TrainedHostIT {

    private static final Duration TRAINING = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void theFirstRunOfABuildTrainsAndStartsWithTheCacheAndSaysNothingOfIt() throws Exception {
        Path built = SourceTree.root().resolve("host/app/target/adgenius");
        LauncherTree tree = LauncherTree.in(folder)
                .maven("cp -R '" + built + "/lib' '" + built + "/plugins' host/app/target/adgenius/");
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(
                        tree.root().resolve("adgenius").toString(), "run", "--port", "0", "--admin-port", "0")
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ADGENIUS_"));
        builder.environment().put("ADGENIUS_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TMPDIR", temporary.toString());
        Process host = builder.start();
        try {
            await().atMost(TRAINING)
                    .until(() -> !host.isAlive() || Files.readString(output).contains("READY"));

            assertThat(errors).content().containsPattern("training an AOT cache .* … done in \\d+ s\n$");
            assertThat(Files.readString(output).lines())
                    .hasSize(4)
                    .last()
                    .asString()
                    .matches("READY http://localhost:\\d+ \\(admin http://localhost:\\d+\\) in \\d+ ms");
            assertThat(arguments(host)).contains("\0-XX:AOTCache=" + tree.root().toRealPath());
            assertThat(maps(host)).contains(".aot");
        } finally {
            host.destroy();
            host.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(errors).content().doesNotContain("WARNING", "aot");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("adgenius-training")))
                    .isEmpty();
        }
    }

    private static String arguments(Process host) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(host.pid()), "cmdline"));
    }

    /** The files that the process has mapped. */
    private static String maps(Process host) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(host.pid()), "maps"));
    }
}
