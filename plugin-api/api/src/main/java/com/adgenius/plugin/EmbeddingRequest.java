package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A request for vectors.
 *
 * @param inputs what to embed, each into one vector
 * @param purpose what the vectors are for
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public record EmbeddingRequest(List<EmbeddingInput> inputs, EmbeddingPurpose purpose) {

    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
        requireNonNull(purpose, "purpose is null");
    }

    /** Texts, in their order. */
    public static EmbeddingRequest ofTexts(List<String> texts, EmbeddingPurpose purpose) {
        return new EmbeddingRequest(
                texts.stream().<EmbeddingInput>map(EmbeddingInput.Text::new).toList(), purpose);
    }

    /**
     * The words of inputs that are all texts, for a model that does not read pictures.
     *
     * @throws PluginException {@link FailureCode#INVALID_INPUT} when one is a picture, or a text without words
     */
    public List<String> texts() throws PluginException {
        for (int i = 0; i < inputs.size(); i++) {
            switch (inputs.get(i)) {
                case EmbeddingInput.Picture _ ->
                    throw new PluginException(
                            FailureCode.INVALID_INPUT,
                            "Input " + (i + 1) + " of " + inputs.size()
                                    + " is a picture; this model reads texts alone");
                case EmbeddingInput.Text(String text) -> {
                    if (text.isBlank()) {
                        throw new PluginException(
                                FailureCode.INVALID_INPUT,
                                "Text " + (i + 1) + " of " + inputs.size()
                                        + " is empty; there is no embedding of nothing");
                    }
                }
            }
        }
        return inputs.stream()
                .map(input -> ((EmbeddingInput.Text) input).text())
                .toList();
    }
}
