package com.adgenius.host.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsThereUndamagedStays() throws IOException {
        Path binary = RedisBinary.unpack(folder);
        Object file = key(binary);

        assertThat(RedisBinary.unpack(folder)).isEqualTo(binary);
        assertThat(key(binary)).isEqualTo(file);
    }

    @Test
    void aByteThatChangedIsMended() throws IOException {
        Path binary = RedisBinary.unpack(folder);
        byte[] whole = Files.readAllBytes(binary);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(binary, damaged);

        assertThat(RedisBinary.unpack(folder)).hasBinaryContent(whole);
    }

    @Test
    void whatIsCutShortIsMended() throws IOException {
        Path binary = RedisBinary.unpack(folder);
        byte[] whole = Files.readAllBytes(binary);
        Files.write(binary, new byte[] {1, 2, 3}, StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(RedisBinary.unpack(folder)).hasBinaryContent(whole);
    }

    @Test
    void whatLostItsRightToRunGetsItBack() throws IOException {
        Path binary = RedisBinary.unpack(folder);
        assertThat(binary.toFile().setExecutable(false, false)).isTrue();

        assertThat(RedisBinary.unpack(folder)).isExecutable();
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
