package com.adgenius.plugins.local.copy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of copy that could be used.
 *
 * @param text ready to show
 * @param score how much it is preferred
 * @param sources the parts of the brief that it says
 */
record Line(String text, double score, Set<String> sources) {

    Line {
        sources = Set.copyOf(sources);
    }

    /** The text without case, spaces and punctuation: two lines with the same key are the same to a platform. */
    String key() {
        return key(text);
    }

    static String key(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\p{M}]+", "");
    }

    /** Its words; for a script without spaces, its pairs of characters. */
    static Set<String> words(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.codePoints().anyMatch(c -> c >= 0x3040 && c <= 0x9FFF)) {
            String key = key(text);
            return Stream.iterate(0, i -> i + 1)
                    .limit(Math.max(0, key.length() - 1))
                    .map(i -> key.substring(i, i + 2))
                    .collect(Collectors.toSet());
        }
        return Stream.of(lower.split("[^\\p{L}\\p{N}\\p{M}]+"))
                .filter(word -> word.length() > 3 || word.codePoints().anyMatch(Character::isDigit))
                .collect(Collectors.toSet());
    }

    /** How many of the words of both stand in both, 0 to 1. */
    static double likeness(String one, String other) {
        Set<String> all = new HashSet<>(words(one));
        int first = all.size();
        Set<String> second = words(other);
        all.addAll(second);
        return all.isEmpty() ? 0 : (first + second.size() - all.size()) / (double) all.size();
    }

    /** How much of the shorter text's words stand in the other, 0 to 1. */
    static double overlap(String one, String other) {
        Set<String> first = words(one);
        Set<String> second = words(other);
        if (first.isEmpty() || second.isEmpty()) {
            return key(one).equals(key(other)) ? 1 : 0;
        }
        double shared = first.stream().filter(second::contains).count();
        return shared / Math.min(first.size(), second.size());
    }
}
