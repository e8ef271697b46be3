package com.adgenius.host.server.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON values as plugins know them: {@code Map, List, String, BigDecimal, Boolean}. They are stored as text: names and
 * nesting are the plugin's or the user's, and as text they can never be read as operators of a query.
 */
public final class JsonValues {

    private static final int DEPTH_LIMIT = 50;
    private static final JsonMapper MAPPER = mapper();

    private JsonValues() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_LIMIT + 1)
                        .build());
        return mapper;
    }

    /**
     * A deep, unmodifiable copy.
     *
     * @throws IllegalArgumentException when something in it is no JSON value, or lies deeper than 50 levels
     */
    public static Map<String, Object> copyOf(Map<?, ?> object) {
        return copyOf("", object, 0);
    }

    /** The object as compact JSON. */
    public static String text(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsString(copyOf(object));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The object that the text holds.
     *
     * @throws IllegalArgumentException when the text is no JSON object
     */
    public static Map<String, Object> object(String text) {
        try {
            return copyOf(MAPPER.readValue(text, Map.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    private static Object copyOf(String path, Object value, int depth) {
        if (depth > DEPTH_LIMIT) {
            throw new IllegalArgumentException(path + " lies deeper than " + DEPTH_LIMIT + " levels");
        }
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case BigDecimal number -> number;
            case Number number -> new BigDecimal(number.toString());
            case List<?> list -> copyOf(path, list, depth);
            case Map<?, ?> map -> copyOf(path, map, depth);
            case null -> throw new IllegalArgumentException(path + " is null; leave the property out instead");
            default ->
                throw new IllegalArgumentException(path + " is a "
                        + value.getClass().getName() + "; use Map, List, String, BigDecimal or Boolean");
        };
    }

    private static List<Object> copyOf(String path, List<?> list, int depth) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(copyOf(path + "[" + copy.size() + "]", element, depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Map<String, Object> copyOf(String path, Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String key)) {
                throw new IllegalArgumentException(path + " has a property whose name is no text: " + name);
            }
            copy.put(key, copyOf(path.isEmpty() ? key : path + "." + key, value, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }
}
