package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The races of the runtime under jcstress, in its quick mode, on the runtime's own classes: lease against retire, swap against
 * swap, close against close. Beside them stand planted variants that the same harness must fail. The tests in
 * {@code src/test/jcstress} are compiled here, since jcstress generates what runs them.
 */
class StressIT {

    private static final Path SOURCES = Path.of("src", "test", "jcstress");
    private static final Path FOLDER = Path.of("target", "jcstress");
    private static final Path CLASSES = FOLDER.resolve("classes");
    private static final String PACKAGE = "com.adgenius.host.runtime.";
    private static final List<String> QUICK =
            List.of("-m", "quick", "-f", "1", "-sc", "false", "-af", "NONE", "-iters", "2", "-time", "150");
    private static final long LIMIT_MINUTES = 5;
    private static final int RUNS_OF_PLANTED = 8;

    /** How a run of jcstress ended. */
    private record Run(int status, String output) {}

    @BeforeAll
    static void compile() throws IOException {
        Files.createDirectories(CLASSES);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> options = List.of(
                    "-nowarn",
                    "-processor",
                    "org.openjdk.jcstress.infra.processors.JCStressTestProcessor",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    CLASSES.toString());
            List<Path> paths =
                    sources.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                            .call())
                    .as("%s", messages)
                    .isTrue();
        }
    }

    @Test
    void noRaceHasAForbiddenOutcome() throws Exception {
        Run run = stress("(LeaseAgainstRetire|SwapAgainstSwap|SwapBesideSwap|CloseAgainstClose)", List.of());

        assertThat(run.status()).as("%s", run.output()).isZero();
        assertThat(run.output())
                .contains("Failed tests: No matches", "Error tests: No matches")
                .contains("4 matching test results");
    }

    @Test
    void thePlantedRacesAreReported() throws Exception {
        Set<String> unseen = new TreeSet<>(Set.of("PlantedLateLease", "PlantedLostSwap", "PlantedDoubleClose"));
        // A race shows itself when two processors meet; on a busy machine that may take several runs.
        for (int run = 0; run < RUNS_OF_PLANTED && !unseen.isEmpty(); run++) {
            Run planted = stress("(" + String.join("|", unseen) + ")", List.of("-jvmArgs", "-XX:+UseParallelGC"));
            Set<String> seen = unseen.stream()
                    .filter(name -> planted.output().contains("[FAILED] " + PACKAGE + name))
                    .collect(Collectors.toSet());
            assertThat(planted.status() != 0).as("%s", planted.output()).isEqualTo(!seen.isEmpty());
            unseen.removeAll(seen);
        }

        assertThat(unseen).isEmpty();
    }

    private static Run stress(String tests, List<String> options) throws IOException, InterruptedException {
        Path results = Files.createTempDirectory(FOLDER, "results").toAbsolutePath();
        Path temporary = Files.createDirectories(results.resolve("tmp"));
        Path log = results.resolve("jcstress.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                String.join(
                        System.getProperty("path.separator"),
                        CLASSES.toAbsolutePath().toString(),
                        System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main",
                "-r",
                results.toString(),
                "-t",
                PACKAGE.replace(".", "\\.") + tests));
        command.addAll(QUICK);
        command.addAll(options);
        // jcstress writes its binary results into the folder where it is started.
        Process process = new ProcessBuilder(command)
                .directory(results.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            String output = Files.readString(log);
            assertThat(ended).as("ended: %s", output).isTrue();
            printResults(output);
            return new Run(process.exitValue(), output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The verdicts, without the list of configurations that jcstress prints while it runs. */
    private static void printResults(String output) {
        int verdicts = output.indexOf("RUN RESULTS");
        System.out.println(Arrays.stream(output.substring(Math.max(verdicts, 0)).split("\\R", -1))
                .filter(line -> !line.isBlank())
                .takeWhile(line -> !line.contains("HTML report"))
                .reduce("jcstress", (text, line) -> text + "\n" + line));
    }
}
