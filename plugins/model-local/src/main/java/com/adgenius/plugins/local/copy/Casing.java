package com.adgenius.plugins.local.copy;

import java.util.Locale;
import java.util.regex.Pattern;

/** Capitals where a line begins, small letters inside it where the word is known not to be a name. */
final class Casing {

    private Casing() {}

    /** The text as it begins a line or sentence. */
    static String first(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT) + text.substring(end);
    }

    /** The text inside a line: without its capital where its first word is no name. */
    static String inside(String text, Material material, Lexicon lexicon) {
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        String lower = word.toLowerCase(Locale.ROOT);
        boolean lowerable = lexicon.lowerable().contains(lower)
                || lexicon.phrases().contains(lower)
                || lexicon.verbs().contains(lower)
                || (lexicon.language().equals("en")
                        && lower.matches("\\p{L}{3,}(?:ing|ed|ly|ous|ful|able|ible|ular|ern|hood)"))
                || (lexicon.language().equals("en")
                        && material.words().matches("(?s).*(?<!\\p{L})" + Pattern.quote(lower) + "(?!\\p{L}).*"));
        return lowerable ? lower + text.substring(word.length()) : text;
    }
}
