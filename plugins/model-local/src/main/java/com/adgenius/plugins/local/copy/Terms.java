package com.adgenius.plugins.local.copy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A brand's banned terms: whole words, or any occurrence in scripts that write without spaces. */
record Terms(List<Pattern> patterns) {

    Terms {
        patterns = List.copyOf(patterns);
    }

    static Terms of(List<String> terms) {
        return new Terms(terms.stream()
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .map(Terms::pattern)
                .toList());
    }

    /** Whether the text holds one of the terms. */
    boolean in(String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    /** Whether the text holds the term, letters of either case. */
    static boolean contains(String text, String term) {
        return text.toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT));
    }

    private static Pattern pattern(String term) {
        String quoted = Pattern.quote(term);
        boolean spaced = term.codePoints().noneMatch(Terms::unspaced);
        return Pattern.compile(
                spaced ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])" : quoted,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static boolean unspaced(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
