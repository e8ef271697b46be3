package com.adgenius.plugins.vertex.fake;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call that the fake got.
 *
 * @param resource the name of what is called
 * @param model the model of Google's; empty for an endpoint
 * @param verb what follows the colon
 * @param authorization the header, empty where there is none
 * @param body as it was sent
 */
public record Call(String resource, String model, String verb, String authorization, JsonObject body) {

    private static final Pattern PATH =
            Pattern.compile("/v1/(projects/[a-z][a-z0-9-]{4,28}[a-z0-9]/locations/[a-z0-9-]+/"
                    + "(?:publishers/google/models/([A-Za-z0-9._@-]+)|endpoints/[0-9]+)):([A-Za-z]+)");

    static Call of(String path, Optional<String> authorization, JsonObject body) throws GoogleErrorException {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw GoogleErrorException.notFound("Not found: " + path);
        }
        return new Call(
                matcher.group(1),
                Optional.ofNullable(matcher.group(2)).orElse(""),
                matcher.group(3),
                authorization.orElse(""),
                body);
    }

    /** The text of the first part of the first content. */
    public String prompt() {
        return body.getAsJsonArray("contents")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("parts")
                .get(0)
                .getAsJsonObject()
                .get("text")
                .getAsString();
    }

    boolean wantsPicture() {
        return body.has("generationConfig")
                && body.getAsJsonObject("generationConfig").has("responseModalities");
    }
}
