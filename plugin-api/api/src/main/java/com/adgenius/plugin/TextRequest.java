package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A request to a language model.
 *
 * @param brief what it is about, for providers that do not read prompts
 * @param instructions the model's role and rules; holds nothing from the user
 * @param prompt the task, with the user's words delimited as data
 * @param responseSchema the JSON Schema the answer must be valid by; empty for plain text
 * @param parameters JSON values: {@code temperature}, {@code seed}, {@code max_output_tokens}; a provider ignores what it
 *     does not know
 * @param references pictures to go by, for models that read them; a provider whose model does not leaves them out
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record TextRequest(
        Brief brief,
        String instructions,
        String prompt,
        String responseSchema,
        Map<String, Object> parameters,
        List<Blob> references) {

    public TextRequest {
        requireNonNull(brief, "brief is null");
        requireNonNull(instructions, "instructions is null");
        requireNonNull(prompt, "prompt is null");
        requireNonNull(responseSchema, "responseSchema is null");
        parameters = Map.copyOf(parameters);
        references = List.copyOf(references);
    }

    /** A request without pictures. */
    public TextRequest(
            Brief brief, String instructions, String prompt, String responseSchema, Map<String, Object> parameters) {
        this(brief, instructions, prompt, responseSchema, parameters, List.of());
    }
}
