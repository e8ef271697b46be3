package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files instances run from, and how long they last. */
class PrivateCopiesTest {

    private static final int KEPT = 16;

    @TempDir
    Path folder;

    private final List<ArtifactId> fetched = new ArrayList<>();
    private PrivateCopies copies;

    @BeforeEach
    void open() {
        copies = PrivateCopies.in(folder.resolve("copies"));
    }

    @Test
    void instancesOfOneArtifactShareItsFileAndTheLastOneLeavesItForTheNext() throws Exception {
        ArtifactId artifact = artifact("hello", 1);
        PrivateCopy first = copies.take(artifact, this::fetch);
        PrivateCopy second = copies.take(artifact, this::fetch);
        first.release();
        second.release();

        PrivateCopy third = copies.take(artifact, this::fetch);

        assertThat(third.jar()).isEqualTo(first.jar()).exists();
        assertThat(fetched).containsExactly(artifact);
    }

    @Test
    void ofTheFilesThatNobodyUsesTheOneGivenBackLongestAgoIsDeletedFirst() throws Exception {
        PrivateCopy used = copies.take(artifact("used", 1), this::fetch);
        List<PrivateCopy> unused = new ArrayList<>();
        for (int i = 0; i <= KEPT; i++) {
            unused.add(copies.take(artifact("hello", i), this::fetch));
        }
        unused.forEach(PrivateCopy::release);

        assertThat(unused.getFirst().jar()).doesNotExist();
        assertThat(unused.subList(1, unused.size()))
                .allSatisfy(copy -> assertThat(copy.jar()).exists());
        assertThat(used.jar()).exists();
    }

    @Test
    void thoseOfADiscardedPluginAreDeletedWhenTheLastInstanceLetsGo() throws Exception {
        PrivateCopy used = copies.take(artifact("hello", 1), this::fetch);
        PrivateCopy unused = copies.take(artifact("hello", 2), this::fetch);
        PrivateCopy other = copies.take(artifact("other", 1), this::fetch);
        unused.release();

        copies.discard("hello");
        assertThat(used.jar()).exists();
        assertThat(unused.jar()).doesNotExist();
        used.release();

        assertThat(used.jar()).doesNotExist();
        assertThat(other.jar()).exists();
        assertThat(copies.take(artifact("hello", 1), this::fetch).jar()).exists();
    }

    @Test
    void bytesThatAreNotTheArtifactsAreRefusedAndLeaveNothing() throws Exception {
        ArtifactId artifact = artifact("hello", 1);
        Files.write(fetch(artifact), new byte[] {1});

        PluginRefusedException refused =
                catchThrowableOfType(PluginRefusedException.class, () -> copies.take(artifact, this::stored));

        assertThat(refused.code()).isEqualTo(RefusalCode.ARTIFACT_MISMATCH);
        assertThat(files()).isEmpty();
    }

    @Test
    void closingDeletesThem() throws Exception {
        copies.take(artifact("hello", 1), this::fetch).release();

        copies.close();

        assertThat(files()).isEmpty();
    }

    private ArtifactId artifact(String pluginId, int version) throws IOException {
        Path jar = PluginJar.greeter(pluginId, version + ".0.0", "name").write(folder);
        ArtifactId artifact = new ArtifactId(pluginId, version + ".0.0", Sha256.of(jar));
        Files.move(jar, stored(artifact), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return artifact;
    }

    private Path fetch(ArtifactId artifact) {
        fetched.add(artifact);
        return stored(artifact);
    }

    private Path stored(ArtifactId artifact) {
        return folder.resolve(artifact.pluginId() + artifact.version() + ".jar");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("copies"))) {
            return files.filter(file -> !file.endsWith("runtime.lock")).toList();
        }
    }
}
