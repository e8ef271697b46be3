package com.adgenius.plugins.openai.fake;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a request must be. */
final class RequestRules {

    private static final Map<String, Schema> SCHEMAS = Map.of(
            "/chat/completions", schema("chat.schema.json"),
            "/images/generations", schema("images.schema.json"),
            "/embeddings", schema("embeddings.schema.json"));

    private RequestRules() {}

    /** Whether there is such a path. */
    static boolean known(String path) {
        return SCHEMAS.containsKey(path);
    }

    /**
     * The request's body.
     *
     * @param models the models that the server has, by path
     */
    static Map<String, Object> body(String path, String text, Map<String, Set<String>> models) throws Refused {
        Map<String, Object> body;
        try {
            body = FakeJson.object(text);
        } catch (IOException e) {
            throw Refused.bad("body", "We could not parse the JSON body of your request.");
        }
        List<Error> errors = SCHEMAS.get(path).validate(text, InputFormat.JSON);
        if (!errors.isEmpty()) {
            Error first = errors.getFirst();
            throw Refused.bad(first.getInstanceLocation().toString(), first.getMessage());
        }
        String model = String.valueOf(body.get("model"));
        if (!models.getOrDefault(path, Set.of()).contains(model)) {
            throw new Refused(404, "model_not_found", "model", "The model `" + model + "` does not exist");
        }
        switch (path) {
            case "/chat/completions" -> chat(body);
            case "/images/generations" -> images(body, model);
            default -> embeddings(body, model);
        }
        return body;
    }

    private static void chat(Map<String, Object> body) throws Refused {
        if (body.containsKey("max_tokens") && body.containsKey("max_completion_tokens")) {
            throw Refused.bad(
                    "max_tokens",
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not" + " supported.");
        }
        if (body.containsKey("stream_options") && !Boolean.TRUE.equals(body.get("stream"))) {
            throw Refused.bad(
                    "stream_options", "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
        if (body.containsKey("top_logprobs") && !Boolean.TRUE.equals(body.get("logprobs"))) {
            throw Refused.bad(
                    "top_logprobs", "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.");
        }
        Map<String, Object> format = FakeJson.object(body.get("response_format"));
        if ("json_object".equals(format.get("type"))
                && !body.get("messages").toString().toLowerCase(Locale.ROOT).contains("json")) {
            throw Refused.bad(
                    "messages",
                    "'messages' must contain the word 'json' in some form, to use 'response_format'"
                            + " of type 'json_object'.");
        }
        Map<String, Object> asked = FakeJson.object(format.get("json_schema"));
        if (Boolean.TRUE.equals(asked.get("strict"))) {
            Optional<String> violation = StrictModeRules.violation(FakeJson.object(asked.get("schema")));
            if (violation.isPresent()) {
                throw new Refused(
                        400,
                        "invalid_json_schema",
                        "response_format",
                        "Invalid schema for response_format '" + asked.get("name") + "': " + violation.get());
            }
        }
    }

    private static void images(Map<String, Object> body, String model) throws Refused {
        if (model.startsWith("gpt-image")) {
            for (String field : List.of("response_format", "style")) {
                if (body.containsKey(field)) {
                    throw new Refused(400, "unknown_parameter", field, "Unknown parameter: '" + field + "'.");
                }
            }
            if (!Set.of("auto", "1024x1024", "1536x1024", "1024x1536").contains(body.getOrDefault("size", "auto"))) {
                throw Refused.bad("size", "Invalid value: '" + body.get("size") + "'.");
            }
        }
        if (body.containsKey("partial_images") && !Boolean.TRUE.equals(body.get("stream"))) {
            throw Refused.bad("partial_images", "'partial_images' is only allowed when 'stream' is enabled.");
        }
    }

    private static void embeddings(Map<String, Object> body, String model) throws Refused {
        if (body.containsKey("dimensions") && !model.startsWith("text-embedding-3")) {
            throw Refused.bad("dimensions", "This model does not support specifying dimensions.");
        }
    }

    private static Schema schema(String name) {
        try (InputStream input = RequestRules.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IOException(name + " is missing");
            }
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(input.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
