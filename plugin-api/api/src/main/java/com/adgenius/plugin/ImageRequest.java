package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A request for one picture.
 *
 * @param brief what it is about, for providers that do not read prompts
 * @param prompt what to show, with the user's words delimited as data
 * @param width in pixels
 * @param height in pixels
 * @param safeArea what stays clear of important things
 * @param variant from 1; another number asks for another picture
 * @param references pictures to go by
 * @param parameters JSON values: {@code seed}, {@code negative_prompt}; a provider ignores what it does not know
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record ImageRequest(
        Brief brief,
        String prompt,
        int width,
        int height,
        SafeArea safeArea,
        int variant,
        List<Blob> references,
        Map<String, Object> parameters) {

    public ImageRequest {
        requireNonNull(brief, "brief is null");
        requireNonNull(prompt, "prompt is null");
        requireNonNull(safeArea, "safeArea is null");
        references = List.copyOf(references);
        parameters = Map.copyOf(parameters);
    }
}
