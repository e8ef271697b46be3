package com.adgenius.plugins.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            tenant.fake().reply(Reply.prediction(small), Reply.prediction(strange), Reply.raw(200, "{}"));

            assertFails(tenant, FailureCode.INVALID_RESULT, "1 numbers where 1408 were asked");
            assertFails(tenant, FailureCode.INVALID_RESULT, "what is no number");
            assertFails(tenant, FailureCode.INVALID_RESULT, "no vector");
        }
    }

    @Test
    void aRetiredModelForVectorsHasNoFallbackAsTheirVectorsDiffer() throws Exception {
        try (VertexTenant tenant = VertexTenant.standard()) {
            tenant.fake().reply(Reply.error(404, "NOT_FOUND", "gone"));

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
        return new VertexEmbeddingModel(tenant.plugin()).embed(List.of(texts), tenant.context());
    }

    private static void assertFails(VertexTenant tenant, FailureCode code, String words) {
        assertThatThrownBy(() -> embed(tenant, "a shoe")).isInstanceOfSatisfying(PluginException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e).hasMessageContaining(words);
        });
    }
}
