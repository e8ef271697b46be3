package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code adgenius run} says, and with which status it ends, where it cannot start or is told to stop. Its hosts bring
 * servers of their own: on shared ones they would be the first to make the administrator and seal the keys.
 */
class StartTest {

    @TempDir
    private Path folder;

    /** A process that ended. */
    private record Ended(int status, String output, String errors) {

        String reason() {
            assertThat(errors.lines().filter(line -> line.startsWith("\tat ") || line.contains("Exception")))
                    .as(errors)
                    .isEmpty();
            return errors.lines()
                    .filter(line -> line.startsWith("adgenius: "))
                    .reduce((_, _) -> {
                        throw new AssertionError("More than one line: " + errors);
                    })
                    .orElseThrow(() -> new AssertionError("No reason: " + errors));
        }
    }

    private Process run(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .redirectError(folder.resolve("errors.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ADGENIUS_"));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Ended ended(Process process) throws Exception {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended within 60 s")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("output.txt")),
                Files.readString(folder.resolve("errors.txt")));
    }

    private Ended start(String... arguments) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("run", "--port=0", "--admin-port=0", "--data=" + folder.resolve("data")));
        for (String argument : arguments) {
            String name = argument.substring(0, argument.indexOf('=') + 1);
            all.removeIf(other -> other.startsWith(name));
            all.add(argument);
        }
        return ended(run(Map.of(), all.toArray(String[]::new)));
    }

    @Test
    void namesThePortThatIsTakenAndTheOptionForAnother() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ended api = start("--port=" + other.getLocalPort());
            Ended admin = start("--admin-port=" + other.getLocalPort());

            assertThat(api.status()).isEqualTo(1);
            assertThat(api.reason())
                    .contains(String.valueOf(other.getLocalPort()))
                    .endsWith("with --port.");
            assertThat(admin.status()).isEqualTo(1);
            assertThat(admin.reason()).endsWith("with --admin-port.");
        }
    }

    @Test
    void refusesADataFolderThatAnotherHostWorksOn() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (FileChannel lock = FileChannel.open(
                        data.resolve("host.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            Ended second = start();

            assertThat(second.status()).isEqualTo(1);
            assertThat(second.reason()).contains("Another host works on the data folder", "--data");
        }
    }

    @Test
    void refusesADataFolderThatCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Ended ended = start("--data=" + file.resolve("data"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.reason()).contains(file.toString(), "cannot be written", "--data");
    }

    @Test
    void refusesOptionsThatCannotBe() throws Exception {
        assertThat(start("--port=many").status()).isEqualTo(2);
        assertThat(start("--surely-unknown=1").status()).isEqualTo(2);
        for (String option : List.of(
                "--port=70000",
                "--admin-port=-1",
                "--job-workers=-1",
                "--mongodb=nonsense",
                "--redis=nonsense",
                "--qdrant=nonsense",
                "--smtp=nonsense",
                "--mail-from=nobody",
                "--public-url=ftp://nowhere",
                "--host=no-such-host.invalid",
                "--domain=not a domain",
                "--plugins=" + folder.resolve("missing"))) {
            Ended ended = start(option);
            assertThat(ended.status()).as(option + ": " + ended.errors()).isEqualTo(1);
            assertThat(ended.reason()).contains(option.substring(0, option.indexOf('=')));
        }
    }

    @Test
    void refusesAMasterKeyThatIsNone() throws Exception {
        Ended ended = ended(
                run(Map.of("ADGENIUS_MASTER_KEY", "short"), "run", "--port=0", "--admin-port=0", "--data=" + folder));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.reason()).contains("ADGENIUS_MASTER_KEY").doesNotContain("short");
    }

    @Test
    void refusesAKeyOfQdrantThatIsNoneOrThatOthersCouldRead() throws Exception {
        Map<String, String> none = Map.of("ADGENIUS_QDRANT_API_KEY", "two words");
        Map<String, String> some = Map.of("ADGENIUS_QDRANT_API_KEY", "s3cret\n");
        String[] options = {"run", "--port=0", "--admin-port=0", "--data=" + folder, "--qdrant=qdrant.example:6334"};

        Ended malformed = ended(run(none, options));
        assertThat(malformed.status()).isEqualTo(1);
        assertThat(malformed.reason()).contains("ADGENIUS_QDRANT_API_KEY").doesNotContain("two words");
        Ended readable = ended(run(some, options));
        assertThat(readable.status()).isEqualTo(1);
        assertThat(readable.reason())
                .contains("--qdrant", "qdrant.example:6334", "https://", "?tls=optional")
                .doesNotContain("s3cret");
    }

    @Test
    void stopsOrderlyWhenItIsToldTo() throws Exception {
        Process process = run(Map.of(), "run", "--port=0", "--admin-port=0", "--data=" + folder.resolve("data"));
        Path output = folder.resolve("output.txt");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(output).contains("READY http://localhost:"));

        process.destroy();

        Ended ended = ended(process);
        assertThat(ended.status()).as("128 + SIGTERM").isEqualTo(143);
        assertThat(ended.errors()).doesNotContain("Exception", "did not");
    }
}
