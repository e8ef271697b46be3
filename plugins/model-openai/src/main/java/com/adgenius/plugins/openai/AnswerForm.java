package com.adgenius.plugins.openai;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form that an answer must have, and how a server is asked for it.
 *
 * @param text the JSON Schema as it was given
 * @param schema the same
 * @param mode the setting {@code structured_output}
 */
record AnswerForm(String text, Map<String, Object> schema, String mode) {

    private static final int PROBLEMS_SHOWN = 3;
    private static final Pattern FENCED = Pattern.compile("\\s*```[a-z]*\\s*\\n(.*)\\n\\s*```\\s*", Pattern.DOTALL);
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final int LONGEST_NAME = 64;

    AnswerForm {
        requireNonNull(text, "text is null");
        requireNonNull(mode, "mode is null");
    }

    /** The form that the request asks for; empty for plain text. */
    static Optional<AnswerForm> of(String schema, ServerSettings settings) throws PluginException {
        if (schema.isBlank()) {
            return Optional.empty();
        }
        try {
            if (Json.parse(schema) instanceof Map<?, ?> map) {
                return Optional.of(new AnswerForm(schema, Json.object(map), settings.choice("structured_output")));
            }
        } catch (IOException _) {
            // Answered below, like JSON of another kind.
        }
        throw new PluginException(
                FailureCode.INVALID_INPUT, "The response schema is not a JSON object; send a JSON Schema");
    }

    /** The field {@code response_format}; empty where the server is told by the instructions alone. */
    Optional<Map<String, Object>> responseFormat() {
        return switch (mode) {
            case "json_schema" -> {
                boolean strict = StrictSchema.expressible(schema);
                yield Optional.of(Map.of(
                        "type",
                        "json_schema",
                        "json_schema",
                        Map.of("name", name(), "schema", strict ? StrictSchema.of(schema) : schema, "strict", strict)));
            }
            case "json_object" -> Optional.of(Map.of("type", "json_object"));
            default -> Optional.empty();
        };
    }

    /** What the instructions say of it; empty where the server keeps to the schema by itself. */
    Optional<String> instructions() {
        return mode.equals("json_schema")
                ? Optional.empty()
                : Optional.of(
                        "Answer with one JSON value that is valid by this JSON Schema, and nothing else:\n" + text);
    }

    /**
     * The answer as JSON of this form.
     *
     * @throws PluginException {@link FailureCode#INVALID_RESULT} where it is none
     */
    String read(String answer, String model) throws PluginException {
        Matcher fenced = FENCED.matcher(answer);
        Object value;
        try {
            value = Json.parse(fenced.matches() ? fenced.group(1) : answer);
        } catch (IOException _) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    "The answer of " + model + " is not JSON. Try again; if it stays so, an administrator tries another"
                            + " model, or another structured_output in the settings of model-openai");
        }
        Object kept = StrictSchema.withoutNulls(value, schema);
        List<String> problems = SchemaCheck.problems(kept, schema);
        if (!problems.isEmpty()) {
            String shown = String.join("; ", problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size())));
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    "The answer of " + model + " does not have the form that was asked for: " + shown
                            + ". Try again; if it stays so, an administrator tries another model");
        }
        return Json.write(kept);
    }

    private String name() {
        String title = NOT_OF_A_NAME
                .matcher(Json.text(schema, "title").orElse("answer"))
                .replaceAll("_");
        return title.substring(0, Math.min(LONGEST_NAME, title.length()));
    }
}
