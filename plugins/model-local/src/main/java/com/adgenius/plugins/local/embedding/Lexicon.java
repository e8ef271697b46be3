package com.adgenius.plugins.local.embedding;

import java.util.List;
import java.util.regex.Pattern;

/** Words of a language with the English ones that mean the same, the best first. */
final class Lexicon {

    private static final Pattern BETWEEN = Pattern.compile("\\|");
    private static final char COMMON = '+';
    private static final char UNCOMMON = '-';

    private final WordList words;

    Lexicon(WordList words) {
        this.words = words;
    }

    static Lexicon of(String name) {
        return new Lexicon(WordList.read(name + ".txt.gz"));
    }

    boolean has(String word) {
        return words.row(word) >= 0;
    }

    /** The glosses of a word in the lexicon's own spelling; empty where it does not know the word. */
    List<String> glosses(String word) {
        int row = words.row(word);
        if (row < 0) {
            return List.of();
        }
        String value = words.value(row);
        int from = marked(value) ? 1 : 0;
        return BETWEEN.splitAsStream(value.substring(from)).toList();
    }

    /** Whether the lexicon marks the word as common; negative, zero and positive for unknown, uncommon and common. */
    int commonness(String word) {
        int row = words.row(word);
        if (row < 0) {
            return -1;
        }
        return words.value(row).charAt(0) == COMMON ? 1 : 0;
    }

    private static boolean marked(String value) {
        return value.charAt(0) == COMMON || value.charAt(0) == UNCOMMON;
    }
}
