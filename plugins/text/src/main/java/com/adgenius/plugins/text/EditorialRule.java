package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule of a platform on how ads are written.
 *
 * @param name for instance {@code repeated_punctuation}
 * @param severity what breaking it means
 * @param pattern what a text must not hold; empty where {@link EditorialCheck} knows how to look by the name
 * @param fields the fields it applies to, in the order in which they are named; empty for all
 * @param message what a text that breaks it does, to end a sentence
 */
record EditorialRule(String name, Severity severity, Optional<Pattern> pattern, Set<String> fields, String message) {

    EditorialRule {
        requireNonNull(name, "name is null");
        fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
    }

    boolean appliesTo(String field) {
        return fields.isEmpty() || fields.contains(field);
    }
}
