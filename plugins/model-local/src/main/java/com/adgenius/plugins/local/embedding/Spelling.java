package com.adgenius.plugins.local.embedding;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Spellings that the lexicons take for one word. */
final class Spelling {

    /** All marks but the tilde of ñ and the dots of umlauts, which make other words. */
    private static final Pattern ACCENT = Pattern.compile("[\\p{Mn}&&[^\\u0303\\u0308]]");

    private Spelling() {}

    /** Lower case without accents. */
    static String plain(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) > 127) {
                String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
                return Normalizer.normalize(ACCENT.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
            }
        }
        return lower;
    }

    /** The vowels of a form that the plural or the past gave dots. */
    static String withoutDots(String word) {
        return word.replace('ä', 'a').replace('ö', 'o').replace('ü', 'u');
    }
}
