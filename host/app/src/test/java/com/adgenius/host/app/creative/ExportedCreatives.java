package com.adgenius.host.app.creative;

import com.adgenius.host.app.testing.ApiResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The zip of an export, unpacked.
 *
 * @param files by their paths
 */
record ExportedCreatives(Map<String, byte[]> files) {

    static ExportedCreatives of(ApiResponse answer) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (files.put(entry.getName(), zip.readAllBytes()) != null) {
                    throw new AssertionError(entry.getName() + " is there twice");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ExportedCreatives(files);
    }

    byte[] bytes(String path) {
        return Objects.requireNonNull(files.get(path), () -> path + " is not among " + files.keySet());
    }

    String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    List<String> lines(String path) {
        return text(path).lines().toList();
    }

    JsonNode json(String path) {
        try {
            return new JsonMapper().readTree(bytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one path that ends so. */
    String path(String end) {
        List<String> found =
                files.keySet().stream().filter(path -> path.endsWith(end)).toList();
        if (found.size() != 1) {
            throw new AssertionError(end + " is the end of " + found + " among " + files.keySet());
        }
        return found.getFirst();
    }
}
