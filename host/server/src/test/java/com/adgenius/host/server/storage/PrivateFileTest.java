package com.adgenius.host.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    Path folder;

    @Test
    void makesAFileForItsOwnerAloneAndLeavesNothingElse() throws Exception {
        Path file = folder.resolve("first-login.txt");

        assertThat(PrivateFile.create(file, "password: a\n")).isTrue();

        assertThat(file).hasContent("password: a\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(file::equals);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void leavesAFileThatExistsAsItIs() throws Exception {
        Path file = folder.resolve("first-login.txt");
        PrivateFile.create(file, "password: a\n");

        assertThat(PrivateFile.create(file, "password: b\n")).isFalse();

        assertThat(file).hasContent("password: a\n");
    }
}
