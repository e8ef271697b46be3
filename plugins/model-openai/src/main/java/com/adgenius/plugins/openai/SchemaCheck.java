package com.adgenius.plugins.openai;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether an answer has the structure of a JSON Schema: types, names, required properties, allowed values. How long texts
 * are and how many a list has is left to who asked: strict modes do not keep to it, and a generator that finds a text too
 * long has it mended, and accepts one that only misses a wish.
 */
final class SchemaCheck {

    private static final int DEPTH = 100;

    private final Map<String, Object> root;
    private final List<String> problems = new ArrayList<>();

    private SchemaCheck(Map<String, Object> root) {
        this.root = root;
    }

    /** What is wrong with the value, in plain words; empty where nothing. */
    static List<String> problems(Object value, Map<String, Object> schema) {
        SchemaCheck check = new SchemaCheck(schema);
        check.check("the answer", value, schema, 0);
        return List.copyOf(check.problems);
    }

    private void check(String path, Object value, Map<String, Object> schema, int depth) {
        if (depth > DEPTH) {
            problems.add(path + " is nested too deeply");
            return;
        }
        Json.text(schema, "$ref").ifPresent(reference -> check(path, value, resolved(reference), depth + 1));
        if (!ofType(value, schema.get("type"))) {
            problems.add(path + " is " + kind(value) + " instead of " + schema.get("type"));
            return;
        }
        if (schema.get("enum") instanceof List<?> allowed && allowed.stream().noneMatch(one -> same(one, value))) {
            problems.add(path + " is none of the values " + allowed);
        }
        if (schema.containsKey("const") && !same(schema.get("const"), value)) {
            problems.add(path + " is not " + schema.get("const"));
        }
        for (Object part : Json.list(schema, "allOf")) {
            check(path, value, Json.object(part), depth + 1);
        }
        choice(path, value, Json.list(schema, "anyOf"), depth);
        choice(path, value, Json.list(schema, "oneOf"), depth);
        if (value instanceof Map<?, ?> map) {
            object(path, Json.object(map), schema, depth);
        }
        if (value instanceof List<?> list && schema.get("items") instanceof Map<?, ?> items) {
            for (int i = 0; i < list.size(); i++) {
                check(path + "[" + i + "]", list.get(i), Json.object(items), depth + 1);
            }
        }
    }

    private void object(String path, Map<String, Object> object, Map<String, Object> schema, int depth) {
        Map<String, Object> properties = Json.object(schema, "properties");
        for (Object name : Json.list(schema, "required")) {
            if (!object.containsKey(String.valueOf(name))) {
                problems.add(path + " lacks \"" + name + "\"");
            }
        }
        Object others = schema.get("additionalProperties");
        object.forEach((name, member) -> {
            if (properties.containsKey(name)) {
                check(path + "." + name, member, Json.object(properties, name), depth + 1);
            } else if (Boolean.FALSE.equals(others)) {
                problems.add(path + " has \"" + name + "\", which does not belong there");
            } else if (others instanceof Map<?, ?> other) {
                check(path + "." + name, member, Json.object(other), depth + 1);
            }
        });
    }

    private void choice(String path, Object value, List<?> choices, int depth) {
        boolean fits = choices.isEmpty();
        for (Object choice : choices) {
            SchemaCheck one = new SchemaCheck(root);
            one.check(path, value, Json.object(choice), depth + 1);
            fits |= one.problems.isEmpty();
        }
        if (!fits) {
            problems.add(path + " fits none of the forms it may have");
        }
    }

    private Map<String, Object> resolved(String reference) {
        Map<String, Object> found = root;
        if (!reference.equals("#")) {
            for (String step : reference.replaceFirst("^#/", "").split("/")) {
                found = Json.object(found, step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return found;
    }

    private static boolean ofType(Object value, Object type) {
        return switch (type) {
            case null -> true;
            case List<?> types -> types.stream().anyMatch(one -> ofType(value, one));
            case String name ->
                switch (name) {
                    case "integer" -> whole(value).isPresent();
                    default -> kind(value).equals(name);
                };
            default -> true;
        };
    }

    private static Optional<BigDecimal> whole(Object value) {
        return number(value).filter(number -> number.stripTrailingZeros().scale() <= 0);
    }

    private static Optional<BigDecimal> number(Object value) {
        return value instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
    }

    private static boolean same(Object one, Object other) {
        Optional<BigDecimal> number = number(one);
        return number.isPresent()
                ? number(other)
                        .filter(that -> that.compareTo(number.get()) == 0)
                        .isPresent()
                : Objects.equals(one, other);
    }

    private static String kind(Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case String _ -> "string";
            case Boolean _ -> "boolean";
            default -> "number";
        };
    }
}
