package com.adgenius.host.server.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text in whatever language, as they are compared: letters and digits in lower case, without accents, wide
 * and narrow forms alike. A word of more than {@value #STEM} letters also counts by its beginning, so that its inflected
 * forms meet; where a script has no spaces, each two neighbours count as a word.
 */
final class Words {

    /** Letters of a long word's beginning. */
    static final int STEM = 5;

    private static final int LONGEST = 40;
    private static final String BEGINNING = "^";

    private Words() {}

    /** In the order of the text, as often as they stand there. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean dense = false;
        String plain = plain(text);
        for (int i = 0; i < plain.length(); ) {
            int character = plain.codePointAt(i);
            i += Character.charCount(character);
            boolean letter = Character.isLetterOrDigit(character) || character == PROLONGED;
            boolean withoutSpaces = letter && withoutSpaces(character);
            if (!letter || withoutSpaces != dense) {
                add(run, dense, words);
            }
            dense = withoutSpaces;
            if (letter) {
                run.appendCodePoint(character);
            }
        }
        add(run, dense, words);
        return words;
    }

    /** The mark by which a vowel of Japanese is drawn out. */
    private static final int PROLONGED = 0x30FC;

    /** Accents of Latin, Greek and Cyrillic go; those of other scripts tell letters apart. */
    private static String plain(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); ) {
            int character = composed.codePointAt(i);
            i += Character.charCount(character);
            if (character == 'ß') {
                plain.append("ss");
            } else if (European.has(character)) {
                Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD)
                        .codePoints()
                        .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                        .forEach(plain::appendCodePoint);
            } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
                plain.appendCodePoint(character);
            }
        }
        return plain.toString();
    }

    private static boolean withoutSpaces(int character) {
        if (character == PROLONGED) {
            return true;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static void add(StringBuilder run, boolean dense, List<String> words) {
        if (!run.isEmpty()) {
            if (dense) {
                addPairs(run.codePoints().toArray(), words);
            } else {
                addWord(run.toString(), words);
            }
            run.setLength(0);
        }
    }

    private static void addPairs(int[] characters, List<String> words) {
        if (characters.length == 1) {
            words.add(Character.toString(characters[0]));
        }
        for (int i = 0; i + 1 < characters.length; i++) {
            words.add(new String(characters, i, 2));
        }
    }

    private static void addWord(String word, List<String> words) {
        words.add(word.length() > LONGEST ? word.substring(0, LONGEST) : word);
        if (word.length() > STEM) {
            words.add(beginning(word));
        }
    }

    private static String beginning(String word) {
        return BEGINNING + word.substring(0, STEM);
    }

    /** Whether it stands for the beginning of words. */
    static boolean isBeginning(String word) {
        return word.startsWith(BEGINNING);
    }

    private static final class European {

        static boolean has(int character) {
            return switch (Character.UnicodeScript.of(character)) {
                case LATIN, GREEK, CYRILLIC -> true;
                default -> false;
            };
        }
    }
}
