package com.adgenius.plugin.testkit;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON values of the plugin API: {@code Map, List, String, BigDecimal, Boolean}. */
final class JsonValues {

    private JsonValues() {}

    /**
     * A deep, unmodifiable copy.
     *
     * @throws IllegalArgumentException when something in it is no JSON value of the API
     */
    static Map<String, Object> copyOf(Map<String, ?> object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> copy.put(name, copyOf(name, value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyOf(String path, Object value) {
        return switch (value) {
            case String text -> text;
            case BigDecimal number -> number;
            case Boolean flag -> flag;
            case List<?> list -> copyOf(path, list);
            case Map<?, ?> map -> copyOf(path, map);
            case null -> throw new IllegalArgumentException(path + " is null; leave the property out instead");
            default ->
                throw new IllegalArgumentException(path + " is a "
                        + value.getClass().getName() + "; use Map, List, String, BigDecimal or Boolean");
        };
    }

    private static List<Object> copyOf(String path, List<?> list) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(copyOf(path + "[" + copy.size() + "]", element));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Map<String, Object> copyOf(String path, Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String key)) {
                throw new IllegalArgumentException(path + " has a property name that is no String: " + name);
            }
            copy.put(key, copyOf(path + "." + key, value));
        });
        return Collections.unmodifiableMap(copy);
    }

    /** The size of the value as compact JSON, in UTF-8 bytes, escapes not counted. */
    static long size(Object value) {
        return switch (value) {
            case String text -> 2L + text.getBytes(StandardCharsets.UTF_8).length;
            case List<?> list -> 2L + list.stream().mapToLong(e -> 1 + size(e)).sum();
            case Map<?, ?> map ->
                2L
                        + map.entrySet().stream()
                                .mapToLong(e -> 2 + size(e.getKey()) + size(e.getValue()))
                                .sum();
            default -> value.toString().length();
        };
    }
}
