package com.adgenius.plugins.openai.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shortest value that is valid by a schema for strict mode: null wherever that may be, else texts that all differ. */
final class SchemaSample {

    private final String word;
    private int texts;

    private SchemaSample(String word) {
        this.word = word;
    }

    /** The value; each of its texts begins with the word. */
    static Object of(Map<String, Object> schema, String word) {
        return new SchemaSample(word).value(schema);
    }

    private Object value(Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> values) {
            return values.getFirst();
        }
        for (Object choice : FakeJson.list(schema.get("anyOf"))) {
            return value(FakeJson.object(choice));
        }
        if (FakeJson.list(schema.get("type")).contains("null")) {
            return null;
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "object" -> {
                Map<String, Object> object = new LinkedHashMap<>();
                FakeJson.object(schema.get("properties"))
                        .forEach((name, property) -> object.put(name, value(FakeJson.object(property))));
                yield object;
            }
            case "array" -> {
                List<Object> list = new ArrayList<>();
                int least = schema.get("minItems") instanceof Number number ? number.intValue() : 1;
                for (int i = 0; i < least; i++) {
                    list.add(value(FakeJson.object(schema.get("items"))));
                }
                yield list;
            }
            case "integer", "number" -> 1;
            case "boolean" -> true;
            default -> word + "-" + Integer.toString(texts++, Character.MAX_RADIX);
        };
    }
}
