package com.adgenius.plugins.local.embedding;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Guesses the language of words in Latin letters by the words themselves. */
final class LanguageGuess {

    private static final double FUNCTION_WORD = 2;
    private static final double WORD = 1;
    private static final double LETTER = 1.5;
    /** A sentence of few words is mostly in the language of the rest. */
    private static final double OF_THE_REST = 0.2;

    private static final int SHORTEST_ENGLISH = 4;
    private static final String GERMAN_LETTERS = "äöüß";
    private static final String SPANISH_LETTERS = "ñáéíóú";

    private final Vocabulary vocabulary;

    LanguageGuess(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** How far words belong to each language. */
    Map<Tongue, Double> scores(List<Token> words) {
        Map<Tongue, Double> scores = new EnumMap<>(Tongue.class);
        for (Tongue tongue : Tongue.values()) {
            double score = 0;
            for (Token word : words) {
                score += score(tongue, word);
            }
            scores.put(tongue, score);
        }
        return scores;
    }

    /** The language of a sentence in a text. English wins a draw. */
    static Tongue language(Map<Tongue, Double> sentence, Map<Tongue, Double> text) {
        Tongue best = Tongue.ENGLISH;
        for (Tongue tongue : Tongue.values()) {
            if (total(tongue, sentence, text) > total(best, sentence, text)) {
                best = tongue;
            }
        }
        return best;
    }

    private static double total(Tongue tongue, Map<Tongue, Double> sentence, Map<Tongue, Double> text) {
        return sentence.get(tongue) + OF_THE_REST * text.get(tongue);
    }

    private double score(Tongue tongue, Token word) {
        double score = 0;
        if (vocabulary.functional(tongue, word.plain())) {
            score += FUNCTION_WORD;
        } else if ((tongue != Tongue.ENGLISH || word.plain().length() >= SHORTEST_ENGLISH)
                && vocabulary.reader(tongue).knows(word.plain())) {
            score += WORD;
        }
        String letters = switch (tongue) {
            case ENGLISH -> "";
            case GERMAN -> GERMAN_LETTERS;
            case SPANISH -> SPANISH_LETTERS;
        };
        return word.written().chars().anyMatch(letter -> letters.indexOf(letter) >= 0) ? score + LETTER : score;
    }
}
