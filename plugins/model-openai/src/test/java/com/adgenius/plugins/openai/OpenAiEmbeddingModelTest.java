package com.adgenius.plugins.openai;

import static com.adgenius.plugins.openai.Setup.fails;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.EmbeddingInput;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugins.openai.fake.FakeServer;
import com.adgenius.plugins.openai.fake.Received;
import com.adgenius.plugins.openai.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiEmbeddingModelTest {

    private final Setup setup = Setup.open();

    @AfterEach
    void close() {
        setup.close();
    }

    @Test
    void vectorsComeInTheOrderOfTheTexts() throws Exception {
        setup.server.thenVectors(Reply.vectors(List.of(2, 0, 1), 4));

        EmbeddingResponse response = setup.embedding.embed(texts("a", "b", "c"), setup.context());

        assertThat(response.vectors())
                .containsExactly(
                        List.of(0.5f, 0.5f, 0.5f, 0.5f),
                        List.of(1.5f, 1.5f, 1.5f, 1.5f),
                        List.of(2.5f, 2.5f, 2.5f, 2.5f));
        assertThat(response.usage().model()).isEqualTo("embedding-fake-2026");
        assertThat(response.usage().quantities()).isEqualTo(Map.of("input_tokens", 24L));
        assertThat(setup.server.only().body())
                .isEqualTo(Map.of(
                        "model",
                        FakeServer.EMBEDDING_MODEL,
                        "input",
                        List.of("a", "b", "c"),
                        "encoding_format",
                        "float"));
    }

    @Test
    void manyTextsAreSentInBatchesAndTheirUsageIsAddedUp() throws Exception {
        setup.set("embedding_batch", 2);

        EmbeddingResponse response = setup.embedding.embed(texts("a", "b", "c", "d", "e"), setup.context());

        assertThat(response.vectors()).hasSize(5).allMatch(vector -> vector.size() == FakeServer.DIMENSION);
        assertThat(response.usage().quantities()).isEqualTo(Map.of("input_tokens", 40L));
        assertThat(setup.server.received().stream().map(Received::body).map(body -> body.get("input")))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void aModelThatCanShortenItsVectorsIsAskedTo() throws Exception {
        setup.set("embedding_model", FakeServer.SHORTENING_MODEL)
                .set("embedding_dimensions", 3)
                .set("embedding_dimensions_requested", true);

        assertThat(setup.embedding.embed(texts("a"), setup.context()).vectors().getFirst())
                .hasSize(3);
        assertThat(setup.server.only().body()).containsEntry("dimensions", 3);
    }

    @Test
    void nothingIsAskedForNothing() throws Exception {
        assertThat(setup.embedding.embed(texts(), setup.context()).vectors()).isEmpty();
        fails(
                FailureCode.INVALID_INPUT,
                () -> setup.embedding.embed(texts("a", ""), setup.context()),
                "Text 2 of 2 is empty");
        assertThat(setup.server.received()).isEmpty();
    }

    @Test
    void aPictureIsNotEmbedded() {
        EmbeddingRequest request = new EmbeddingRequest(
                List.of(new EmbeddingInput.Text("a"), new EmbeddingInput.Picture(new Blob("1", "image/png", 3))),
                EmbeddingPurpose.DOCUMENT);

        fails(
                FailureCode.INVALID_INPUT,
                () -> setup.embedding.embed(request, setup.context()),
                "Input 2 of 2 is a picture");
        assertThat(setup.server.received()).isEmpty();
    }

    @Test
    void anotherDimensionThanTheTenantExpectsIsRefused() {
        setup.set("embedding_dimensions", 1408);

        fails(
                FailureCode.INVALID_RESULT,
                () -> setup.embedding.embed(texts("a"), setup.context()),
                "6 dimensions instead of 1408",
                "embedding_dimensions");
    }

    @Test
    void allVectorsOfACallHaveOneDimension() {
        setup.set("embedding_batch", 1);
        setup.server.thenVectors(Reply.vectors(List.of(0), 4), Reply.vectors(List.of(0), 5));

        fails(
                FailureCode.INVALID_RESULT,
                () -> setup.embedding.embed(texts("a", "b"), setup.context()),
                "5 dimensions instead of 4");
    }

    static Stream<Reply> wrong() {
        return Stream.of(
                Reply.vectors(List.of(0), 4),
                Reply.vectors(List.of(0, 1, 2), 4),
                Reply.vectors(List.of(0, 0), 4),
                Reply.vectors(List.of(0, 5), 4),
                Reply.json(Map.of("data", "none")),
                Reply.json(Map.of("data", List.of(Map.of("index", 0), Map.of("index", 1)))),
                Reply.text("{\"data\":[{\"index\":0,\"embedding\":[]},{\"index\":1,\"embedding\":[]}]}"),
                Reply.text("{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[\"1\"]}]}"),
                Reply.text("{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1e99]}]}"),
                Reply.text("{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[null]}]}"),
                Reply.text("{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":\"AACAPw==\"}]}"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsNoVectorForEachTextIsRefused(Reply reply) {
        setup.server.thenVectors(reply);

        fails(
                FailureCode.INVALID_RESULT,
                () -> setup.embedding.embed(texts("a", "b"), setup.context()),
                FakeServer.EMBEDDING_MODEL,
                "gave");
    }

    private static EmbeddingRequest texts(String... texts) {
        return EmbeddingRequest.ofTexts(List.of(texts), EmbeddingPurpose.DOCUMENT);
    }
}
