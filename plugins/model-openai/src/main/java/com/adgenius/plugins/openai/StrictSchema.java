package com.adgenius.plugins.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON Schema as a server's strict mode takes it. There each property is required and each object closed, so what may
 * be left out becomes what may be null, and {@link #withoutNulls} takes the nulls out of the answer again. Of the keywords
 * those stay that OpenAI's guide to structured outputs names (read 2026-11-30): another one fails the request there.
 */
final class StrictSchema {

    private static final Set<String> KEPT = Set.of(
            "type",
            "description",
            "enum",
            "const",
            "pattern",
            "format",
            "multipleOf",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minItems",
            "maxItems",
            "$ref");

    private StrictSchema() {}

    /** Whether strict mode can say it: an object whose properties are not named cannot be closed. */
    static boolean expressible(Map<String, Object> schema) {
        boolean open = schema.containsKey("patternProperties")
                || schema.get("additionalProperties") instanceof Map
                || isObject(schema) && !schema.containsKey("properties");
        return !open && children(schema).stream().allMatch(StrictSchema::expressible);
    }

    /** The schema for strict mode. */
    static Map<String, Object> of(Map<String, Object> schema) {
        Map<String, Object> strict = new LinkedHashMap<>();
        schema.forEach((name, value) -> {
            if (KEPT.contains(name)) {
                strict.put(name, value);
            }
        });
        if (isObject(schema)) {
            List<?> required = Json.list(schema, "required");
            Map<String, Object> properties = new LinkedHashMap<>();
            Json.object(schema, "properties").forEach((name, property) -> {
                Map<String, Object> one = of(Json.object(property));
                properties.put(name, required.contains(name) ? one : orNull(one));
            });
            strict.put("properties", properties);
            strict.put("required", List.copyOf(properties.keySet()));
            strict.put("additionalProperties", false);
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            strict.put("items", of(Json.object(items)));
        }
        choices(schema, strict);
        definitions(schema, strict, "$defs");
        definitions(schema, strict, "definitions");
        return strict;
    }

    /** The answer without the nulls that stand for what was left out. */
    static Object withoutNulls(Object value, Map<String, Object> schema) {
        return switch (value) {
            case Map<?, ?> map -> {
                List<?> required = Json.list(schema, "required");
                Map<String, Object> properties = Json.object(schema, "properties");
                Map<String, Object> kept = new LinkedHashMap<>();
                Json.object(map).forEach((name, member) -> {
                    if (member != null) {
                        kept.put(name, withoutNulls(member, Json.object(properties, name)));
                    } else if (required.contains(name) || !properties.containsKey(name)) {
                        kept.put(name, null);
                    }
                });
                yield kept;
            }
            case List<?> list -> {
                Map<String, Object> items = Json.object(schema, "items");
                List<Object> kept = new ArrayList<>();
                list.forEach(element -> kept.add(element == null ? null : withoutNulls(element, items)));
                yield kept;
            }
            default -> value;
        };
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        Map<String, Object> nullable = new LinkedHashMap<>(schema);
        boolean plain = schema.get("type") instanceof String && !schema.containsKey("const");
        if (!plain) {
            return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
        }
        nullable.put("type", List.of(schema.get("type"), "null"));
        if (schema.get("enum") instanceof List<?> values) {
            List<Object> withNull = new ArrayList<>(values);
            withNull.add(null);
            nullable.put("enum", withNull);
        }
        return nullable;
    }

    private static void choices(Map<String, Object> schema, Map<String, Object> strict) {
        List<Object> choices = new ArrayList<>();
        Json.list(schema, "anyOf").forEach(choice -> choices.add(of(Json.object(choice))));
        Json.list(schema, "oneOf").forEach(choice -> choices.add(of(Json.object(choice))));
        if (!choices.isEmpty()) {
            strict.put("anyOf", choices);
        }
    }

    private static void definitions(Map<String, Object> schema, Map<String, Object> strict, String name) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        Json.object(schema, name).forEach((key, value) -> definitions.put(key, of(Json.object(value))));
        if (!definitions.isEmpty()) {
            strict.put(name, definitions);
        }
    }

    private static boolean isObject(Map<String, Object> schema) {
        return "object".equals(schema.get("type")) || schema.containsKey("properties");
    }

    private static List<Map<String, Object>> children(Map<String, Object> schema) {
        List<Map<String, Object>> children = new ArrayList<>();
        for (String name : List.of("properties", "$defs", "definitions")) {
            Json.object(schema, name).values().forEach(child -> children.add(Json.object(child)));
        }
        for (String name : List.of("anyOf", "oneOf")) {
            Json.list(schema, name).forEach(child -> children.add(Json.object(child)));
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            children.add(Json.object(items));
        }
        return children;
    }
}
