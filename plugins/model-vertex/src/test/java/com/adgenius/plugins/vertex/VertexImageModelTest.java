package com.adgenius.plugins.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugins.vertex.fake.Answers;
import com.adgenius.plugins.vertex.fake.Call;
import com.adgenius.plugins.vertex.fake.Reply;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class VertexImageModelTest {

    private static final Map<String, Object> IMAGEN = Map.of("image_model", "imagen-4.0-generate-001");

    @Test
    void aPictureOfTheNearestShapeIsStoredDescribedAndMetered() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            ImageResponse answer = model(tenant).generate(request(1080, 1920, Map.of()), tenant.context());

            JsonObject config = tenant.fake().onlyCall().body().getAsJsonObject("generationConfig");
            assertThat(config.toString())
                    .isEqualTo(
                            "{\"responseModalities\":[\"TEXT\",\"IMAGE\"],\"imageConfig\":{\"aspectRatio\":\"9:16\"}}");
            assertThat(answer.image().mediaType()).isEqualTo("image/png");
            assertThat(ImageIO.read(new ByteArrayInputStream(tenant.bytes(answer.image())))
                            .getHeight())
                    .isEqualTo(1024);
            assertThat(answer.description()).isEqualTo("A shoe on a track at dawn");
            assertThat(answer.usage().model()).isEqualTo("gemini-3.1-flash-image");
            assertThat(answer.usage().quantities())
                    .isEqualTo(Map.of("images", 1L, "input_tokens", 12L, "output_tokens", 40L));
        }
    }

    @Test
    void referencePicturesGoAlongAndDrawingsDoNot() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            Blob logo = tenant.media("image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8));
            Blob photo = tenant.media("image/jpeg", new byte[] {1, 2, 3});
            model(tenant).generate(with(List.of(logo, photo), Map.of("negative_prompt", "text")), tenant.context());

            JsonArray parts = tenant.fake()
                    .onlyCall()
                    .body()
                    .getAsJsonArray("contents")
                    .get(0)
                    .getAsJsonObject()
                    .getAsJsonArray("parts");
            assertThat(parts.toString())
                    .isEqualTo("[{\"text\":\"A shoe\"},{\"text\":\"Not to be seen in the picture: text\"},"
                            + "{\"inlineData\":{\"mimeType\":\"image/jpeg\",\"data\":\"AQID\"}}]");
        }
    }

    @Test
    void variantsHaveSeedsOfTheirOwn() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            for (int variant : List.of(1, 2)) {
                model(tenant)
                        .generate(
                                new ImageRequest(
                                        Briefs.of("running-shoe"),
                                        "A shoe",
                                        1000,
                                        1000,
                                        SafeArea.WHOLE,
                                        variant,
                                        List.of(),
                                        Map.of("seed", new BigDecimal(Integer.MAX_VALUE))),
                                tenant.context());
            }

            assertThat(tenant.fake().calls().stream()
                            .map(call -> call.body()
                                    .getAsJsonObject("generationConfig")
                                    .get("seed")
                                    .getAsInt()))
                    .containsExactly(Integer.MAX_VALUE, 0);
        }
    }

    @Test
    void imagenIsCalledByPredict() throws Exception {
        try (VertexTenant tenant = VertexTenant.with(
                Map.of("image_model", "imagen-4.0-generate-001", "person_generation", "dont_allow"))) {
            ImageResponse answer = model(tenant)
                    .generate(
                            request(1200, 628, Map.of("seed", BigDecimal.TEN, "negative_prompt", "text")),
                            tenant.context());

            Call call = tenant.fake().onlyCall();
            assertThat(call.verb()).isEqualTo("predict");
            JsonObject parameters = call.body().getAsJsonObject("parameters");
            assertThat(parameters.get("aspectRatio").getAsString()).isEqualTo("16:9");
            assertThat(parameters.get("addWatermark").getAsBoolean()).isFalse();
            assertThat(parameters.get("personGeneration").getAsString()).isEqualTo("dont_allow");
            assertThat(answer.usage().model()).isEqualTo("imagen-4.0-generate-001");
            assertThat(tenant.stored()).containsExactly(answer.image());
        }
    }

    @Test
    void aRetiredModelStaysSelectableWithAWarning() throws Exception {
        try (VertexTenant tenant = VertexTenant.with(IMAGEN)) {
            model(tenant).generate(request(1000, 1000, Map.of()), tenant.context());
            model(tenant).generate(request(1000, 1000, Map.of()), tenant.context());

            assertThat(tenant.warnings())
                    .containsExactly("imagen-4.0-generate-001 was retired by Google on 2026-08-17; choose "
                            + "gemini-3.1-flash-image instead");
        }
    }

    @Test
    void whereGoogleNoLongerServesARetiredModelItsFallbackIsAsked() throws Exception {
        try (VertexTenant tenant = VertexTenant.with(IMAGEN)) {
            tenant.fake().reply(Reply.error(404, "NOT_FOUND", "Publisher Model was not found"));

            ImageResponse answer = model(tenant).generate(request(1000, 1000, Map.of()), tenant.context());

            assertThat(answer.usage().model()).isEqualTo("gemini-3.1-flash-image");
            assertThat(tenant.fake().calls().stream().map(Call::verb)).containsExactly("predict", "generateContent");
        }
    }

    @Test
    void whatImagenFiltersIsBlockedWithItsReason() throws Exception {
        try (VertexTenant tenant = VertexTenant.with(IMAGEN)) {
            JsonObject filtered = new JsonObject();
            filtered.addProperty("raiFilteredReason", "Unable to show generated images. Support code 39322892");
            tenant.fake().reply(Reply.prediction(filtered));

            assertFails(tenant, FailureCode.BLOCKED, "Support code 39322892");
        }
    }

    @Test
    void malformedMediaIsAnInvalidResultAndNothingIsStored() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            byte[] png = Base64.getDecoder().decode(Answers.png("1:1"));
            String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(png, png.length - 20));
            tenant.fake()
                    .reply(
                            Reply.picture("image/png", "%%%"),
                            Reply.picture("image/png", ""),
                            Reply.picture("image/png", "R0lGODlhAQABAAAAACw="),
                            Reply.picture("image/jpeg", Answers.png("1:1")),
                            Reply.picture("image/png", cut),
                            Reply.picture("image/webp", "UklGRg=="),
                            Reply.text("Here is your picture"),
                            Reply.raw(200, "<html>"),
                            Reply.raw(200, "{}"));

            assertFails(tenant, FailureCode.INVALID_RESULT, "not coded as documented");
            assertFails(tenant, FailureCode.INVALID_RESULT, "no PNG");
            assertFails(tenant, FailureCode.INVALID_RESULT, "no PNG");
            assertFails(tenant, FailureCode.INVALID_RESULT, "no JPEG");
            assertFails(tenant, FailureCode.INVALID_RESULT, "cut off");
            assertFails(tenant, FailureCode.INVALID_RESULT, "image/webp");
            assertFails(tenant, FailureCode.INVALID_RESULT, "made no picture: Here is your picture");
            assertFails(tenant, FailureCode.INVALID_RESULT, "no JSON");
            assertFails(tenant, FailureCode.INVALID_RESULT, "no picture");
            assertThat(tenant.stored()).isEmpty();
        }
    }

    @Test
    void safetyBlocksSayWhatWasFound() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().reply(Reply.promptBlocked("PROHIBITED_CONTENT"), Reply.finished("IMAGE_SAFETY"));

            assertFails(tenant, FailureCode.BLOCKED, "refuses the request: it may show what is prohibited");
            assertFails(tenant, FailureCode.BLOCKED, "withheld its answer: it may be harmful (dangerous content)");
        }
    }

    @Test
    void aReferenceThatIsTooLargeIsRefusedBeforeAnythingIsAsked() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            Blob huge = tenant.media("image/png", new byte[7_500_001]);

            assertThatThrownBy(() -> model(tenant).generate(with(List.of(huge), Map.of()), tenant.context()))
                    .isInstanceOfSatisfying(
                            PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT));
            assertThat(tenant.fake().calls()).isEmpty();
        }
    }

    @Test
    void allBriefsArePainted() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            for (Briefs.Named named : Briefs.all()) {
                Brief brief = named.brief();
                ImageRequest request =
                        new ImageRequest(brief, brief.prompt(), 1080, 1350, SafeArea.WHOLE, 1, List.of(), Map.of());
                assertThat(model(tenant)
                                .generate(request, tenant.context())
                                .image()
                                .size())
                        .isPositive();
                assertThat(tenant.fake().calls().getLast().prompt()).isEqualTo(brief.prompt());
            }
        }
    }

    private static void assertFails(VertexTenant tenant, FailureCode code, String words) {
        assertThatThrownBy(() -> model(tenant).generate(request(1000, 1000, Map.of()), tenant.context()))
                .isInstanceOfSatisfying(PluginException.class, e -> {
                    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                    assertThat(e).hasMessageContaining(words);
                });
    }

    private static VertexImageModel model(VertexTenant tenant) {
        return new VertexImageModel(tenant.plugin());
    }

    private static ImageRequest request(int width, int height, Map<String, Object> parameters) {
        return new ImageRequest(
                Briefs.of("running-shoe"), "A shoe", width, height, SafeArea.WHOLE, 1, List.of(), parameters);
    }

    private static ImageRequest with(List<Blob> references, Map<String, Object> parameters) {
        return new ImageRequest(
                Briefs.of("running-shoe"), "A shoe", 1000, 1000, SafeArea.WHOLE, 1, references, parameters);
    }
}
