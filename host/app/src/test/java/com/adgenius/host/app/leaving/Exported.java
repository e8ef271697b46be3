package com.adgenius.host.app.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;

/** An export that an owner asked for, waited for and unpacked. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares exports
record Exported(String id, byte[] zip, Map<String, byte[]> files) {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = new JsonMapper();

    static String ask(ApiClient owner) {
        return owner.post("/tenant/exports", "").expect(202).text("id");
    }

    static JsonNode await(ApiClient owner, String id) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(LIMIT)
                .until(
                        () -> owner.get("/tenant/exports/" + id).expect(200).json(),
                        export -> export.path("finished_at").isTextual());
    }

    static String ready(ApiClient owner) {
        String id = ask(owner);
        assertThat(await(owner, id).path("state").asText()).isEqualTo("ready");
        return id;
    }

    static Exported by(ApiClient owner) {
        return of(owner, ready(owner));
    }

    static Exported of(ApiClient owner, String id) {
        ApiResponse content = owner.get("/tenant/exports/" + id + "/content").expect(200);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(files.put(entry.getName(), zip.readAllBytes()))
                        .as(entry.getName())
                        .isNull();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Exported(id, content.bytes(), files);
    }

    JsonNode manifest() {
        try {
            return MAPPER.readTree(files.get("manifest.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    List<JsonNode> lines(String path) {
        return text(path).lines().map(Exported::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String allText() {
        StringBuilder all = new StringBuilder();
        files.forEach((_, bytes) -> all.append(new String(bytes, StandardCharsets.UTF_8)));
        return all.toString();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
