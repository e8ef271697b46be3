package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Embeddings.
 *
 * @param vectors one for each input, in their order, all of the same dimension
 * @param usage what it used
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public record EmbeddingResponse(List<List<Float>> vectors, ModelUsage usage) {

    public EmbeddingResponse {
        vectors = List.copyOf(vectors);
        requireNonNull(usage, "usage is null");
    }
}
