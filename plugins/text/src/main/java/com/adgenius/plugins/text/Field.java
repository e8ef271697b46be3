package com.adgenius.plugins.text;

import java.util.List;
import java.util.OptionalInt;

/**
 * A field of a format: one text or a list of texts.
 *
 * @param name the platform's name for it, for instance {@code headlines}
 * @param purpose what a good text of it does, told to the model
 * @param min the fewest texts
 * @param max the most texts
 * @param wished how many texts to ask for, where the format allows several
 * @param limits at least one of kind hard
 * @param oneWithin at least one text must be this wide at most
 */
record Field(String name, String purpose, int min, int max, int wished, List<Limit> limits, OptionalInt oneWithin) {

    Field {
        limits = List.copyOf(limits);
        if (limits.stream().noneMatch(limit -> limit.kind() == Limit.Kind.HARD)) {
            throw new IllegalArgumentException("Field " + name + " has no hard limit");
        }
    }

    /** Whether it is a single text, not a list. */
    boolean single() {
        return max == 1;
    }

    /** The strictest limit above which nothing is returned, in display width. */
    int hardWidth() {
        return limits.stream()
                .filter(limit -> limit.kind() == Limit.Kind.HARD)
                .mapToInt(Limit::value)
                .min()
                .orElseThrow();
    }

    /** The strictest limit of any kind, in display width: what the model is asked to keep. */
    int wishedWidth() {
        return limits.stream().mapToInt(Limit::value).min().orElseThrow();
    }
}
