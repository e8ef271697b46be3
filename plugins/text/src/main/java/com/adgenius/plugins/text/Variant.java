package com.adgenius.plugins.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One version of the copy, as plain texts.
 *
 * @param fields texts by field, in the format's order; a field without a text is absent
 */
record Variant(Map<String, List<String>> fields) {

    Variant {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fields.forEach((name, texts) -> copy.put(name, List.copyOf(texts)));
        fields = Collections.unmodifiableMap(copy);
    }

    List<String> texts(String field) {
        return fields.getOrDefault(field, List.of());
    }

    Stream<String> texts() {
        return fields.values().stream().flatMap(List::stream);
    }
}
