package com.adgenius.plugins.openai;

import com.adgenius.plugin.ModelUsage;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an answer says it used. Servers of one's own may leave that out; then nothing is claimed. */
final class Usage {

    private static final Map<String, String> UNITS = Map.of(
            "prompt_tokens", "input_tokens",
            "input_tokens", "input_tokens",
            "completion_tokens", "output_tokens",
            "output_tokens", "output_tokens");

    private Usage() {}

    /**
     * The usage in the answer.
     *
     * @param model whom was asked, where the answer does not name who answered
     */
    static ModelUsage of(Map<String, Object> answer, String model) {
        return of(answer, model, Map.of());
    }

    /** The same with more quantities, which the answer does not say. */
    static ModelUsage of(Map<String, Object> answer, String model, Map<String, Long> counted) {
        Map<String, Long> quantities = new LinkedHashMap<>(counted);
        Json.object(answer, "usage").forEach((name, value) -> {
            if (UNITS.containsKey(name) && value instanceof Number number && number.longValue() >= 0) {
                quantities.put(UNITS.get(name), number.longValue());
            }
        });
        return new ModelUsage(Json.text(answer, "model").orElse(model), quantities);
    }
}
