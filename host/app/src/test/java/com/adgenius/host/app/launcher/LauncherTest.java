package com.adgenius.host.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.launcher.LauncherTree.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void layOutATree() throws IOException {
        tree = LauncherTree.in(folder);
    }

    @Test
    void aFreshTreeIsBuiltAndStarted() throws Exception {
        Outcome outcome = tree.launch("run", "--data", "a folder");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output().lines())
                .contains("--enable-native-access=ALL-UNNAMED")
                .containsSequence("com.adgenius.host.app.Main", "run", "--plugins")
                .endsWith("--data", "a folder");
        assertThat(outcome.errors()).containsPattern("building, log in .*build\\.log … done in \\d+ s\n");
        assertThat(tree.builds()).hasSize(1);
    }

    @Test
    void anUnchangedTreeStartsWithoutABuild() throws Exception {
        tree.launch("run");

        Outcome outcome = tree.launch("run");

        assertThat(outcome.errors()).isEmpty();
        assertThat(tree.builds()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host/runtime/src/main/java/Lease.java", "plugins/new/src/main/java/New.java", "pom.xml"})
    void aChangedOrNewSourceIsBuilt(String source) throws Exception {
        tree.launch("run");

        tree.write(source, "something else");
        tree.launch("run");

        assertThat(tree.builds()).hasSize(2);
    }

    @Test
    void aDeletedSourceIsBuilt() throws Exception {
        tree.launch("run");

        Files.delete(tree.root().resolve("host/runtime/src/main/java/Lease.java"));
        tree.launch("run");

        assertThat(tree.builds()).hasSize(2);
    }

    @Test
    void aTouchedSourceAndAChangedTestAreNotBuilt() throws Exception {
        tree.launch("run");

        Files.setLastModifiedTime(
                tree.root().resolve("host/runtime/src/main/java/Lease.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        tree.write("host/runtime/src/test/java/LeaseTest.java", "class LeaseTest {}");
        tree.launch("run");

        assertThat(tree.builds()).hasSize(1);
    }

    @Test
    void aFailedBuildNamesItsLogAndStartsNothing() throws Exception {
        tree.maven("echo '[ERROR] Lease.java does not compile'; exit 1");

        Outcome outcome = tree.launch("run");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .contains(
                        "[ERROR] Lease.java does not compile",
                        "its log is " + tree.root().resolve("target/build.log"));
        assertThat(tree.root().resolve("target/build.lock")).doesNotExist();
    }

    @Test
    void aLockOfADeadProcessIsNoObstacle() throws Exception {
        long dead = new ProcessBuilder("true").start().onExit().get().pid();
        Files.createDirectories(tree.root().resolve("target"));
        Files.createSymbolicLink(tree.root().resolve("target/build.lock"), Path.of(Long.toString(dead)));

        assertThat(tree.launch("run").status()).isZero();
    }

    @Test
    void itIsStartedThroughALinkFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a tree/adgenius"));

        Outcome outcome = tree.launch(link, Map.of(), "servers");

        assertThat(outcome.output().lines())
                .contains(tree.root().toRealPath().resolve("host/app/target/adgenius/lib") + "/*")
                .endsWith(
                        "com.adgenius.host.app.Main",
                        "servers",
                        "--data",
                        tree.root().toRealPath() + "/data");
    }

    @Test
    void optionsForTheJvmComeAfterTheLaunchersOwn() throws Exception {
        Outcome outcome =
                tree.launch(tree.root().resolve("adgenius"), Map.of("ADGENIUS_JAVA_OPTS", "-Xmx1g -Dkey=value"), "run");

        assertThat(outcome.output().lines())
                .containsSubsequence("-XX:MaxRAMPercentage=50", "-Xmx1g")
                .containsSequence("-Xmx1g", "-Dkey=value", "-cp");
    }

    @Test
    void anOlderJdkIsRefusedWithItsVersion() throws Exception {
        tree.jdk("17");

        Outcome outcome = tree.launch("run");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.errors()).contains("is a JDK 17", "needs 25 or later");
    }

    @Test
    void anUnknownCommandIsToldTheKnownOnes() throws Exception {
        Outcome outcome = tree.launch("start");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors()).contains("no command start", "run, servers, test, bench, train, help");
    }
}
