package com.adgenius.host.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.launcher.LauncherTree.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AOT cache that the launcher makes with the JDK of this test, of a host that is very small. */
class AotCacheTest {

    private static final String TRAINING = "training an AOT cache";

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void layOutATree() throws IOException {
        tree = LauncherTree.in(folder);
    }

    @Test
    void aFreshBuildIsTrainedOnce() throws Exception {
        build(TinyHost.jar(folder, "one", 0));

        Outcome first = run(Map.of());
        Outcome second = run(Map.of());

        assertThat(first.errors()).contains(TRAINING).containsPattern("starts … done in \\d+ s");
        assertThat(first.output()).isEqualTo("run one\n");
        assertThat(second).isEqualTo(new Outcome(0, "run one\n", ""));
        assertThat(caches()).singleElement().asString().matches(".*/[0-9a-f]{64}\\.aot");
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void aRebuiltJarOfTheSameSizeRunsItsOwnCode() throws Exception {
        Path one = TinyHost.jar(folder, "one", 0);
        Path two = TinyHost.jar(folder, "two", 0);
        assertThat(two).hasSize(Files.size(one));
        build(one);
        run(Map.of());
        Path old = caches().getFirst();

        build(two);

        assertThat(run(Map.of()).output()).isEqualTo("run two\n");
        assertThat(run(Map.of()).output()).isEqualTo("run two\n");
        assertThat(caches()).hasSize(1).doesNotContain(old);
    }

    @Test
    void aCacheOfAnotherJarUnderTheNameOfThisOneWouldRunTheOldCode() throws Exception {
        build(TinyHost.jar(folder, "one", 0));
        run(Map.of());
        byte[] old = Files.readAllBytes(caches().getFirst());
        build(TinyHost.jar(folder, "two", 0));
        run(Map.of());

        Files.write(caches().getFirst(), old);

        assertThat(run(Map.of()).output()).isEqualTo("run one\n");
    }

    @Test
    void aFailedTrainingCostsTheCacheAlone() throws Exception {
        build(TinyHost.jar(folder, "one", 1));

        Outcome first = run(Map.of());
        Outcome second = run(Map.of());

        assertThat(first.errors()).contains(TRAINING, "failed, starting without", "target/training.log");
        assertThat(first.output()).isEqualTo("run one\n");
        assertThat(second).isEqualTo(new Outcome(0, "run one\n", ""));
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void aDamagedCacheIsNoNews() throws Exception {
        build(TinyHost.jar(folder, "one", 0));
        run(Map.of());

        Files.writeString(caches().getFirst(), "no cache");

        assertThat(run(Map.of())).isEqualTo(new Outcome(0, "run one\n", ""));
    }

    @Test
    void nothingIsTrainedWithOptionsOfOnesOwnOrWhereNothingMayBeBuilt() throws Exception {
        build(TinyHost.jar(folder, "one", 0));

        assertThat(run(Map.of("ADGENIUS_JAVA_OPTS", "-Xmx256m")).errors()).doesNotContain(TRAINING);
        assertThat(run(Map.of("ADGENIUS_BUILD", "never"))).isEqualTo(new Outcome(0, "run one\n", ""));

        assertThat(caches()).isEmpty();
        assertThat(run(Map.of()).errors()).contains(TRAINING);
    }

    @Test
    void theCacheCanBeMadeBeforeTheFirstRun() throws Exception {
        build(TinyHost.jar(folder, "one", 0));

        Outcome training = launch("train", Map.of());

        assertThat(training.status()).isZero();
        assertThat(training.errors()).contains(TRAINING);
        assertThat(caches()).hasSize(1);
        assertThat(run(Map.of())).isEqualTo(new Outcome(0, "run one\n", ""));
    }

    @Test
    void aBuildThatTrainsWithinItselfWaitsForNobody() throws Exception {
        Path jar = TinyHost.jar(folder, "one", 0);
        tree.maven("cp '" + jar + "' host/app/target/adgenius/lib/host.jar\nADGENIUS_BUILD=never ./adgenius train");

        Outcome first = run(Map.of());

        assertThat(first.output()).isEqualTo("run one\n");
        assertThat(first.errors()).contains("building").doesNotContain(TRAINING);
        assertThat(caches()).hasSize(1);
    }

    @Test
    void noCacheIsSaidWhereNoneCouldBeMade() throws Exception {
        build(TinyHost.jar(folder, "one", 1));

        Outcome training = launch("train", Map.of());

        assertThat(training.status()).isEqualTo(1);
        assertThat(training.errors()).contains("no AOT cache was made");
    }

    /** Has the next launch build this jar. */
    private void build(Path jar) throws IOException {
        tree.maven("cp '" + jar + "' host/app/target/adgenius/lib/host.jar")
                .write("host/runtime/src/main/java/Lease.java", "interface Lease {} // " + jar);
    }

    private Outcome run(Map<String, String> environment) throws Exception {
        return launch("run", environment);
    }

    private Outcome launch(String command, Map<String, String> environment) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        Map<String, String> all = new HashMap<>(environment);
        all.put("ADGENIUS_JAVA_HOME", System.getProperty("java.home"));
        all.put("TMPDIR", temporary.toString());
        return tree.launch(tree.root().resolve("adgenius"), all, command);
    }

    private List<Path> caches() throws IOException {
        Path caches = tree.root().resolve("host/app/target/aot");
        if (Files.notExists(caches)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(caches)) {
            return files.toList();
        }
    }

    private List<Path> temporaries() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("temporary"))) {
            return files.toList();
        }
    }
}
