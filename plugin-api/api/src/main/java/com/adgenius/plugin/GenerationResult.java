package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a generation made.
 *
 * @param engineeredPrompt what the model was asked, shown to the user
 * @param model the model that answered, as the provider names it
 * @param assets at least one; variants of a format count from 1 without a gap
 * @param tags words to find the creative by
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record GenerationResult(String engineeredPrompt, String model, List<Asset> assets, List<String> tags) {

    public GenerationResult {
        requireNonNull(engineeredPrompt, "engineeredPrompt is null");
        requireNonNull(model, "model is null");
        assets = List.copyOf(assets);
        tags = List.copyOf(tags);
        if (assets.isEmpty()) {
            throw new IllegalArgumentException("assets is empty");
        }
    }
}
