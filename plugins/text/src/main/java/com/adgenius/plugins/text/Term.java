package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A term looked for in copy, whatever its case, width, ligatures, white space and vowel marks.
 *
 * <p>A required term may be part of a longer word, as inflection and prefixes have it. A banned term must be a word, or
 * words, of its own, however they are joined – except in scripts that put no space between words or write
 * particles to them.
 */
final class Term {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern ARABIC_MARKS = Pattern.compile("[\\u0640\\u064B-\\u065F\\u0670]");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern APOSTROPHES = Pattern.compile("[\\u2018\\u2019\\u02BC\\u0060\\u00B4]");
    private static final Pattern DASHES = Pattern.compile("\\p{Pd}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final String term;
    private final String folded;
    private final String words;

    Term(String term) {
        this.term = requireNonNull(term, "term is null");
        this.folded = fold(term);
        this.words = words(term);
    }

    /** As the brand spells it. */
    @Override
    public String toString() {
        return term;
    }

    boolean isEmpty() {
        return folded.isEmpty();
    }

    /** Whether the text holds the term, be it as part of a word. */
    boolean isPartOf(String text) {
        return fold(text).contains(folded);
    }

    /** Whether the text holds the term as a word of its own. */
    boolean isWordOf(String text) {
        if (words.codePointCount(0, words.length()) * 2 < folded.codePointCount(0, folded.length())) {
            return isPartOf(text);
        }
        String searched = words(text);
        for (int at = searched.indexOf(words); at >= 0; at = searched.indexOf(words, at + 1)) {
            if (separate(searched, at) && separate(searched, at + words.length())) {
                return true;
            }
        }
        return false;
    }

    /** The same text for all that differ only in case, width, white space or invisible characters. */
    static String fold(String text) {
        String plain = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        plain = ARABIC_MARKS.matcher(plain).replaceAll("");
        plain = APOSTROPHES.matcher(plain).replaceAll("'");
        plain = DASHES.matcher(plain).replaceAll("-");
        plain = SPACE.matcher(plain).replaceAll(" ").strip();
        return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** The words of the text, folded, with one space between them. */
    static String words(String text) {
        return BETWEEN_WORDS.matcher(fold(text)).replaceAll(" ").strip();
    }

    /** Whether a word may begin or end at that place. */
    private static boolean separate(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        return before == ' '
                || after == ' '
                || Character.isDigit(before) != Character.isDigit(after)
                || withoutSpaces(before)
                || withoutSpaces(after);
    }

    private static boolean withoutSpaces(int codePoint) {
        return WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
    }
}
