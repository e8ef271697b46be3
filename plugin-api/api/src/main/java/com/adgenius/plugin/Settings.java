package com.adgenius.plugin;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tenant's settings for the plugin, validated against its schema, as they stood when the call began. Properties that
 * the schema marks as {@code "writeOnly": true} are not here but in {@link Secrets}.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface Settings {

    /** All settings as a JSON object: {@code Map, List, String, BigDecimal, Boolean}. */
    Map<String, Object> values();

    /** The text of that name, if it is set and a text. */
    default Optional<String> text(String name) {
        return Optional.ofNullable(values().get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** The number of that name, if it is set and a number. */
    default Optional<BigDecimal> number(String name) {
        return Optional.ofNullable(values().get(name))
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast);
    }

    /** The texts within the object of that name, without those that are empty; none if it is not set or no object. */
    default Map<String, String> texts(String name) {
        Map<String, String> texts = new TreeMap<>();
        if (values().get(name) instanceof Map<?, ?> object) {
            object.forEach((key, value) -> {
                if (key instanceof String text && value instanceof String words && !words.isBlank()) {
                    texts.put(text, words);
                }
            });
        }
        return Collections.unmodifiableMap(texts);
    }

    /** The list of that name; empty if it is not set or not a list. */
    default List<?> list(String name) {
        return values().get(name) instanceof List<?> list ? list : List.of();
    }
}
