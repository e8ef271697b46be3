package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads {@code GET /generators}, where the version is the host's word and the formats are the plugin's own. */
final class Generators {

    private static final String MARKED = "tiktok_text";

    private Generators() {}

    /** The text plugin's generator. */
    static JsonNode text(JsonNode answer) {
        for (JsonNode generator : answer.get("results")) {
            if (generator.get("id").asText().equals("text")) {
                return generator;
            }
        }
        throw new AssertionError("There is no text generator in " + answer);
    }

    /** What the plugin's code says against the version that the host named; empty when they agree. */
    static Optional<String> contradiction(JsonNode generator) {
        String version = generator.get("version").asText();
        for (JsonNode format : generator.get("formats")) {
            String id = format.asText();
            if (id.startsWith(MARKED)) {
                String code = id.length() == MARKED.length() ? "1.0.0" : id.substring(MARKED.length() + 1);
                return code.equals(version)
                        ? Optional.empty()
                        : Optional.of("The host says " + version + ", the code says " + code);
            }
        }
        return Optional.of("The formats lack " + MARKED + ": " + generator);
    }
}
