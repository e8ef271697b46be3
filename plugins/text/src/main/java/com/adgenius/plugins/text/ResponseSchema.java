package com.adgenius.plugins.text;

import com.adgenius.prompting.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON Schema of an answer: {@code variants}, each with the format's fields, and {@code tags}. Beside
 * {@code maxLength}, which counts code points, {@code displayWidth} says the limit by {@link DisplayWidth}.
 */
final class ResponseSchema {

    static final String VARIANTS = "variants";
    static final String TAGS = "tags";
    static final int TAG_WIDTH = 30;
    static final int TAG_COUNT = 8;

    private ResponseSchema() {}

    /**
     * The schema as JSON text.
     *
     * @param known fields that are not asked, as the brand answers them
     */
    static String of(TextFormat format, int count, Set<String> known) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Field field : format.fields()) {
            if (!known.contains(field.name())) {
                properties.put(field.name(), field.single() ? text(field.wishedWidth()) : texts(field));
                if (field.min() > 0) {
                    required.add(field.name());
                }
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", format.id());
        schema.putAll(object(
                Map.of(
                        VARIANTS, array(count, count, object(properties, required)),
                        TAGS, array(1, TAG_COUNT, Map.of("type", "string", "minLength", 1, "maxLength", TAG_WIDTH))),
                List.of(VARIANTS, TAGS)));
        return Json.write(schema);
    }

    private static Map<String, Object> texts(Field field) {
        Map<String, Object> texts = array(field.min(), field.max(), text(field.wishedWidth()));
        texts.put("uniqueItems", true);
        field.oneWithin()
                .ifPresent(width ->
                        texts.put("contains", Map.of("type", "string", "maxLength", width, "displayWidth", width)));
        return texts;
    }

    private static Map<String, Object> text(int width) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "string");
        text.put("minLength", 1);
        text.put("maxLength", width);
        text.put("displayWidth", width);
        return text;
    }

    private static Map<String, Object> array(int min, int max, Map<String, Object> items) {
        Map<String, Object> array = new LinkedHashMap<>();
        array.put("type", "array");
        array.put("minItems", min);
        array.put("maxItems", max);
        array.put("items", items);
        return array;
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put("required", required);
        object.put("properties", properties);
        return object;
    }
}
