package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What a generation made.
 *
 * @param engineeredPrompt what the model was asked, shown to the user
 * @param model the model that answered, as the provider names it
 * @param assets at least one; variants of a format count from 1 without a gap
 * @param tags words to find the creative by
 * @param templates what the prompt was made from; empty for a generator without templates
 * @param parameters JSON values that the model was given, for instance {@code seed}; without what it chose itself
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record GenerationResult(
        String engineeredPrompt,
        String model,
        List<Asset> assets,
        List<String> tags,
        List<PromptTemplate> templates,
        Map<String, Object> parameters) {

    public GenerationResult {
        requireNonNull(engineeredPrompt, "engineeredPrompt is null");
        requireNonNull(model, "model is null");
        assets = List.copyOf(assets);
        tags = List.copyOf(tags);
        templates = List.copyOf(templates);
        parameters = Map.copyOf(parameters);
        if (assets.isEmpty()) {
            throw new IllegalArgumentException("assets is empty");
        }
    }

    /** A result that says nothing of templates and parameters. */
    public GenerationResult(String engineeredPrompt, String model, List<Asset> assets, List<String> tags) {
        this(engineeredPrompt, model, assets, tags, List.of(), Map.of());
    }
}
