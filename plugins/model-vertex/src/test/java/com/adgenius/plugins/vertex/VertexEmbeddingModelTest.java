package com.adgenius.plugins.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.EmbeddingInput;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.vertex.fake.Call;
import com.adgenius.plugins.vertex.fake.Reply;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VertexEmbeddingModelTest {

    @Test
    void everyTextHasAVectorOf1408Numbers() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            EmbeddingResponse answer = embed(tenant, "a shoe", "ein Brot", "a shoe");

            assertThat(answer.vectors())
                    .hasSize(3)
                    .allSatisfy(vector -> assertThat(vector).hasSize(1408));
            assertThat(answer.vectors().get(0))
                    .isEqualTo(answer.vectors().get(2))
                    .isNotEqualTo(answer.vectors().get(1));
            assertThat(answer.usage().model()).isEqualTo("multimodalembedding@001");
            assertThat(answer.usage().quantities()).isEqualTo(Map.of("texts", 3L, "characters", 20L));
            assertThat(tenant.fake().calls().stream().map(Call::verb)).containsOnly("predict");
        }
    }

    @Test
    void theNewerModelHasALargerVectorAndCountsTokens() throws Exception {
        try (VertexTenant tenant = VertexTenant.with(Map.of("embedding_model", "gemini-embedding-2"))) {
            EmbeddingResponse answer = embed(tenant, "a shoe", "ein Brot");

            assertThat(answer.vectors()).allSatisfy(vector -> assertThat(vector).hasSize(3072));
            assertThat(answer.usage().quantities())
                    .isEqualTo(Map.of("texts", 2L, "characters", 14L, "input_tokens", 14L));
            assertThat(tenant.fake().calls().stream().map(Call::verb)).containsOnly("embedContent");
        }
    }

    @ParameterizedTest
    @CsvSource({"multimodalembedding@001, predict, 1408", "gemini-embedding-2, embedContent, 3072"})
    void aPictureHasAVectorAmongTheTexts(String model, String verb, int numbers) throws Exception {
        try (VertexTenant tenant = VertexTenant.with(Map.of("embedding_model", model))) {
            Blob shoe = tenant.media("image/png", new byte[] {1, 2, 3});
            Blob bread = tenant.media("image/jpeg", new byte[] {4, 5, 6});
            VertexEmbeddingModel embedding = new VertexEmbeddingModel(tenant.plugin());

            EmbeddingResponse answer = embedding.embed(
                    new EmbeddingRequest(
                            List.of(
                                    new EmbeddingInput.Picture(shoe),
                                    new EmbeddingInput.Text("a shoe"),
                                    new EmbeddingInput.Picture(bread)),
                            EmbeddingPurpose.DOCUMENT),
                    tenant.context());

            assertThat(embedding.readsPictures(tenant.context())).isTrue();
            assertThat(answer.vectors())
                    .doesNotHaveDuplicates()
                    .hasSize(3)
                    .allSatisfy(vector -> assertThat(vector).hasSize(numbers));
            assertThat(answer.usage().quantities()).containsEntry("images", 2L).containsEntry("texts", 1L);
            assertThat(tenant.fake().calls().stream().map(Call::verb))
                    .hasSize(3)
                    .containsOnly(verb);
        }
    }

    @Test
    void aPictureThatIsNoPngOrJpegIsRefused() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            EmbeddingRequest drawing = new EmbeddingRequest(
                    List.of(new EmbeddingInput.Picture(tenant.media("image/svg+xml", new byte[] {1}))),
                    EmbeddingPurpose.QUERY);

            assertThatThrownBy(() -> new VertexEmbeddingModel(tenant.plugin()).embed(drawing, tenant.context()))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("image/svg+xml");
            assertThat(tenant.fake().calls()).isEmpty();
        }
    }

    @Test
    void aTenantChoosesAmongTheSizesOfItsModel() throws Exception {
        try (VertexTenant tenant = VertexTenant.with(Map.of("embedding_dimension", new BigDecimal(256)))) {
            assertThat(embed(tenant, "a shoe").vectors().getFirst()).hasSize(256);
        }
        try (VertexTenant tenant = VertexTenant.with(Map.of("embedding_dimension", new BigDecimal(300)))) {
            assertFails(tenant, FailureCode.UNAUTHORIZED, "[1408, 512, 256, 128]");
            assertThat(tenant.fake().calls()).isEmpty();
        }
    }

    @Test
    void vectorsThatCannotBeComparedAreRefused() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            JsonObject small = new JsonObject();
            JsonArray numbers = new JsonArray();
            numbers.add(0.5);
            small.add("textEmbedding", numbers);
            JsonObject strange = new JsonObject();
            JsonArray words = new JsonArray();
            for (int i = 0; i < 1408; i++) {
                words.add("NaN");
            }
            strange.add("textEmbedding", words);
            tenant.fake().vector(Reply.prediction(small), Reply.prediction(strange), Reply.raw(200, "{}"));

            assertFails(tenant, FailureCode.INVALID_RESULT, "1 numbers where 1408 were asked");
            assertFails(tenant, FailureCode.INVALID_RESULT, "what is no number");
            assertFails(tenant, FailureCode.INVALID_RESULT, "no vector");
        }
    }

    @Test
    void aRetiredModelForVectorsHasNoFallbackAsTheirVectorsDiffer() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().vector(Reply.error(404, "NOT_FOUND", "gone"));

            assertFails(tenant, FailureCode.UNAUTHORIZED, "has no multimodalembedding@001");
            assertThat(tenant.warnings())
                    .containsExactly("multimodalembedding@001 is retired by Google on 2027-04-01; choose "
                            + "gemini-embedding-2 instead");
        }
    }

    @Test
    void nothingAndEmptyTextsAreNotAsked() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            assertThat(embed(tenant).vectors()).isEmpty();
            assertThatThrownBy(() -> embed(tenant, "a shoe", " "))
                    .isInstanceOfSatisfying(
                            PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT));
            assertThat(tenant.fake().calls()).isEmpty();
        }
    }

    private static EmbeddingResponse embed(VertexTenant tenant, String... texts) throws Exception {
        return new VertexEmbeddingModel(tenant.plugin())
                .embed(EmbeddingRequest.ofTexts(List.of(texts), EmbeddingPurpose.DOCUMENT), tenant.context());
    }

    private static void assertFails(VertexTenant tenant, FailureCode code, String words) {
        assertThatThrownBy(() -> embed(tenant, "a shoe")).isInstanceOfSatisfying(PluginException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e).hasMessageContaining(words);
        });
    }
}
