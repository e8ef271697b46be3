package com.adgenius.plugins.openai;

import static com.adgenius.plugins.openai.Setup.fails;
import static com.adgenius.plugins.openai.Setup.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.plugins.openai.fake.FakeServer;
import com.adgenius.plugins.openai.fake.Reply;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiImageModelTest {

    private final Setup setup = Setup.open();

    @AfterEach
    void close() {
        setup.close();
    }

    @Test
    void aPictureIsAskedForWithinTheAnswerAndStored() throws Exception {
        TestTenant tenant = setup.tenant();

        ImageResponse response = setup.image.generate(picture(1200, 628), tenant.context(Setup.ID));

        assertThat(setup.server.only().path()).isEqualTo("/images/generations");
        assertThat(setup.server.only().body())
                .isEqualTo(Map.of(
                        "model",
                        FakeServer.IMAGE_MODEL,
                        "prompt",
                        "A shoe in the sun",
                        "n",
                        1,
                        "size",
                        "1536x1024",
                        "response_format",
                        "b64_json"));
        assertThat(response.image().mediaType()).isEqualTo("image/png");
        assertThat(response.description()).isEqualTo("A shoe in the sun");
        assertThat(response.usage().model()).isEqualTo(FakeServer.IMAGE_MODEL);
        assertThat(response.usage().quantities())
                .isEqualTo(Map.of("images", 1L, "input_tokens", 50L, "output_tokens", 4160L));
        try (InputStream stored = tenant.blobs().open(response.image())) {
            assertThat(stored.readAllBytes()).isEqualTo(Setup.png(64, 48));
        }
    }

    @Test
    void aModelThatKnowsNoResponseFormatIsNotToldOne() throws Exception {
        setup.set("image_model", FakeServer.GPT_IMAGE_MODEL).set("image_response_format", "unset");
        setup.server.then(Reply.image(Setup.jpeg(32, 32)));

        ImageResponse response = setup.image.generate(picture(1080, 1920), setup.context());

        assertThat(response.image().mediaType()).isEqualTo("image/jpeg");
        assertThat(setup.server.only().body())
                .containsEntry("size", "1024x1536")
                .doesNotContainKey("response_format");
    }

    @ParameterizedTest
    @CsvSource({
        "1080,1080,1024x1024",
        "1200,300,1536x1024",
        "300,1200,1024x1536",
        "1080,1350,1024x1536",
        "1200,900,1536x1024"
    })
    void theSizeNearestInShapeIsAskedFor(int width, int height, String size) throws Exception {
        setup.image.generate(picture(width, height), setup.context());

        assertThat(setup.server.only().body()).containsEntry("size", size);
    }

    @Test
    void sizesAreTheTenantsAndWithoutAnyTheExactOneIsAskedFor() throws Exception {
        setup.set("image_sizes", List.of("512x512", "1920x1080", "1280x720"));
        setup.image.generate(picture(1200, 628), setup.context());
        setup.set("image_sizes", List.of());
        setup.image.generate(picture(1200, 628), setup.context());

        assertThat(setup.server.received().getFirst().body()).containsEntry("size", "1280x720");
        assertThat(setup.server.received().getLast().body()).containsEntry("size", "1200x628");
    }

    static Stream<Reply> malformed() {
        byte[] png = Setup.png(64, 48);
        byte[] jpeg = Setup.jpeg(64, 48);
        byte[] flipped = png.clone();
        flipped[flipped.length / 2] ^= 1;
        return Stream.of(
                Reply.image("<html>no picture</html>".getBytes(StandardCharsets.UTF_8)),
                Reply.image(Arrays.copyOf(png, png.length / 2)),
                Reply.image(Arrays.copyOf(png, png.length - 4)),
                Reply.image(flipped),
                Reply.image(Arrays.copyOf(png, 8)),
                Reply.image(Arrays.copyOf(jpeg, jpeg.length / 2)),
                Reply.image(Arrays.copyOf(jpeg, 20)),
                Reply.image("RIFF0000WEBPVP8 ".getBytes(StandardCharsets.US_ASCII)),
                Reply.image(new byte[0]),
                Reply.json(Map.of("data", List.of(Map.of("b64_json", "not Base64 at all!")))),
                Reply.json(Map.of("data", List.of())),
                Reply.json(Map.of("data", List.of(Map.of()))));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoPictureIsRefusedAndNotStored(Reply reply) {
        setup.server.then(reply);
        TestTenant tenant = setup.tenant();

        fails(
                FailureCode.INVALID_RESULT,
                () -> setup.image.generate(picture(600, 600), tenant.context(Setup.ID)),
                FakeServer.IMAGE_MODEL,
                "try again");
        assertThat(tenant.storedBlobs()).isEmpty();
        assertThat(setup.server.received()).hasSize(1);
    }

    @Test
    void anAddressInsteadOfAPictureIsNotFollowed() {
        setup.server.then(Reply.json(Map.of("data", List.of(Map.of("url", setup.server.baseUrl() + "/picture")))));

        fails(
                FailureCode.INVALID_RESULT,
                () -> setup.image.generate(picture(600, 600), setup.context()),
                "address instead of a picture",
                "image_response_format");
    }

    @Test
    void contentThatIsAgainstTheRulesIsBlocked() {
        setup.server.then(Reply.error(400, "moderation_blocked", "Your request was rejected by the safety system."));

        fails(
                FailureCode.BLOCKED,
                () -> setup.image.generate(picture(600, 600), setup.context()),
                "safety system",
                "change the brief");
    }

    @Test
    void aPictureOfNoSizeIsNotAskedFor() {
        fails(FailureCode.INVALID_INPUT, () -> setup.image.generate(picture(0, 600), setup.context()), "0x600");
        assertThat(setup.server.received()).isEmpty();
    }
}
