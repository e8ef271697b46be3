package com.adgenius.plugins.openai.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a schema must be where {@code strict} is true, by OpenAI's guide to structured outputs, read 2026-11-30: the root
 * is an object, each object is closed and requires all of its properties, and other keywords than these fail.
 */
final class StrictModeRules {

    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "description",
            "enum",
            "const",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "anyOf",
            "$ref",
            "$defs",
            "definitions",
            "pattern",
            "format",
            "multipleOf",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minItems",
            "maxItems");

    private StrictModeRules() {}

    /** What is wrong with the schema; empty where nothing. */
    static Optional<String> violation(Map<String, Object> schema) {
        if (!"object".equals(schema.get("type"))) {
            return Optional.of("schema must be a JSON Schema of 'type: \"object\"'");
        }
        return violation("()", schema);
    }

    private static Optional<String> violation(String context, Map<String, Object> schema) {
        for (String keyword : schema.keySet()) {
            if (!KEYWORDS.contains(keyword)) {
                return Optional.of("In context=" + context + ", '" + keyword + "' is not permitted.");
            }
        }
        Map<String, Object> properties = FakeJson.object(schema.get("properties"));
        if ("object".equals(schema.get("type"))) {
            if (!Boolean.FALSE.equals(schema.get("additionalProperties"))) {
                return Optional.of("In context=" + context
                        + ", 'additionalProperties' is required to be supplied and to be false.");
            }
            if (!new TreeSet<>(properties.keySet()).equals(new TreeSet<>(names(schema)))) {
                return Optional.of(
                        "In context=" + context
                                + ", 'required' is required to be supplied and to be an array including every key in properties.");
            }
        }
        return properties.entrySet().stream()
                .map(property -> violation(context + "." + property.getKey(), FakeJson.object(property.getValue())))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> within(context, schema));
    }

    private static Optional<String> within(String context, Map<String, Object> schema) {
        if (schema.get("items") instanceof Map<?, ?> items) {
            Optional<String> violation = violation(context + "[]", FakeJson.object(items));
            if (violation.isPresent()) {
                return violation;
            }
        }
        for (Object choice : FakeJson.list(schema.get("anyOf"))) {
            Optional<String> violation = violation(context + "|", FakeJson.object(choice));
            if (violation.isPresent()) {
                return violation;
            }
        }
        return FakeJson.object(schema.get("$defs")).values().stream()
                .map(definition -> violation(context + "$", FakeJson.object(definition)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<String> names(Map<String, Object> schema) {
        return FakeJson.list(schema.get("required")).stream()
                .map(String::valueOf)
                .toList();
    }
}
