package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was made, whole and in parts. */
class CreativeContentTest {

    /** More than two chunks of the store. */
    private static final int SIZE = 600_000;

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final byte[] BYTES = bytes();
    private static final ScriptedGenerator IMAGE = ScriptedGenerator.install(
                    HOST, CreativeKind.IMAGE, CreativeContentTest::picture)
            .serve(TENANT);
    private static final ScriptedGenerator TEXT = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT);

    private static String path;

    private final ApiClient owner = TENANT.owner();
    private final Studio studio = new Studio(owner);

    @BeforeAll
    static void makePicture() {
        JsonNode ready = new Studio(TENANT.owner()).make(IMAGE, "A pond");
        path = "/creatives/" + ready.path("id").asText() + "/content";
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static GenerationResult picture(GenerationRequest request, GenerationContext context) {
        try {
            Blob blob = context.blobs().write("image/png", output -> output.write(BYTES));
            Asset picture = new Asset.Picture(request.formats().getFirst(), 1, blob, 30, 20, "Noise");
            return new GenerationResult("Noise", "none", List.of(picture), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApiResponse range(String range) {
        return owner.with("Range", range).get(path);
    }

    @Test
    void comesWholeWithWhatItIs() {
        ApiResponse whole = owner.get(path + "?format=" + IMAGE.format()).expect(200);

        assertThat(whole.bytes()).isEqualTo(BYTES);
        assertThat(whole.header("Content-Type")).contains("image/png");
        assertThat(whole.header("Content-Length")).contains(String.valueOf(SIZE));
        assertThat(whole.header("Accept-Ranges")).contains("bytes");
        assertThat(whole.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(whole.header("Cache-Control")).contains("private, max-age=3600");
        assertThat(whole.header("Content-Disposition").orElse(""))
                .startsWith("inline; filename=\"")
                .endsWith(".png\"");
        assertThat(owner.get(path).expect(200).bytes()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=261000-262000, 261000, 262000",
        "bytes=599999-, 599999, 599999",
        "bytes=100-, 100, 599999",
        "bytes=-1, 599999, 599999",
        "bytes=-300000, 300000, 599999",
        "bytes=-9000000, 0, 599999",
        "bytes=500000-9000000, 500000, 599999",
    })
    void comesInThePartThatIsAskedFor(String range, int first, int last) {
        ApiResponse part = range(range).expect(206);

        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(BYTES, first, last + 1));
        assertThat(part.header("Content-Range")).contains("bytes " + first + "-" + last + "/" + SIZE);
        assertThat(part.header("Content-Length")).contains(String.valueOf(last - first + 1));
        assertThat(part.header("Content-Type")).contains("image/png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=600000-", "bytes=700000-800000", "bytes=-0"})
    void refusesAPartThatIsOutside(String range) {
        ApiResponse refused = range(range).expect(416);

        assertThat(refused.header("Content-Range")).contains("bytes */" + SIZE);
        assertThat(refused.text("code")).isEqualTo("range_not_satisfiable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-9,20-29", "bytes=9-0", "bytes=-", "bytes=a-b", "pages=1-2", "bytes 0-9"})
    void comesWholeWhereTheRangeIsSeveralOrCannotBeRead(String range) {
        assertThat(range(range).expect(200).bytes()).isEqualTo(BYTES);
    }

    @Test
    void comesAgainOnlyWhereItChanged() {
        String tag = owner.get(path).expect(200).header("ETag").orElseThrow();

        ApiResponse same = owner.with("If-None-Match", tag).get(path).expect(304);

        assertThat(same.bytes()).isEmpty();
        assertThat(same.header("ETag")).contains(tag);
        owner.with("If-None-Match", "\"other\", " + tag).get(path).expect(304);
        owner.with("If-None-Match", "W/" + tag).get(path).expect(304);
        owner.with("If-None-Match", "*").get(path).expect(304);
        owner.with("If-None-Match", "\"other\"").get(path).expect(200);
    }

    @Test
    void goesOnOnlyWithWhatTheReaderHas() {
        String tag = owner.get(path).expect(200).header("ETag").orElseThrow();
        ApiClient part = owner.with("Range", "bytes=10-19");

        assertThat(part.with("If-Range", tag).get(path).expect(206).bytes()).hasSize(10);
        assertThat(part.with("If-Range", "\"other\"").get(path).expect(200).bytes())
                .hasSize(SIZE);
        assertThat(part.with("If-Range", "W/" + tag).get(path).expect(200).bytes())
                .hasSize(SIZE);
    }

    @Test
    void isNotThereForAFormatOrAVariantThatWasNotMade() {
        for (String query : List.of("?format=no_such_format", "?format=" + IMAGE.otherFormat(), "?variant=2")) {
            assertThat(owner.get(path + query).expect(404).text("code"))
                    .as(query)
                    .isEqualTo("not_found");
        }
        assertThat(owner.get(path + "?variant=two").expect(400).text("code")).isEqualTo("malformed_parameter");
    }

    @Test
    void ofCopyIsJson() {
        String id = studio.make(TEXT, "A pond").path("id").asText();

        JsonNode copy = owner.get("/creatives/" + id + "/content?format=" + TEXT.format())
                .expect(200)
                .json();

        assertThat(copy.path("content")).hasSize(1);
        assertThat(copy.path("content").get(0).path("format").asText()).isEqualTo(TEXT.format());
        assertThat(copy.path("content")
                        .get(0)
                        .path("fields")
                        .path("lines")
                        .get(0)
                        .asText())
                .isEqualTo("frog 1");
        owner.get("/creatives/" + id + "/content?format=" + TEXT.otherFormat()).expect(404);
    }

    @Test
    void isInConflictUntilItIsReady() {
        CountDownLatch opened = new CountDownLatch(1);
        ScriptedGenerator slow = ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, _) -> {
                    opened.await();
                    return Scripts.copy(request, "frog");
                })
                .serve(TENANT);
        String id = studio.ask(slow, "A slow one");

        ApiResponse early = owner.get("/creatives/" + id + "/content").expect(409);

        assertThat(early.text("code")).isEqualTo("conflict");
        assertThat(early.text("detail")).contains("only a ready one has content");
        opened.countDown();
        studio.await(id, "ready");
        owner.get("/creatives/" + id + "/content").expect(200);
    }
}
