package com.adgenius.plugins.local.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Brings a text to what its words mean, sentence by sentence, for the languages may change between sentences. */
final class TextReader {

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?。！？]+\\s|[\\n\\r。！？]+");

    private final Vocabulary vocabulary;
    private final LanguageGuess guess;

    TextReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.guess = new LanguageGuess(vocabulary);
    }

    /**
     * Reads a text.
     *
     * @param known takes what each known word means
     * @param unknown takes what no lexicon knows
     */
    void read(String text, Consumer<Meaning> known, Consumer<String> unknown) throws InterruptedException {
        List<List<Token>> sentences = SENTENCE_END
                .splitAsStream(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .map(Token::of)
                .toList();
        List<Map<Tongue, Double>> scores = new ArrayList<>();
        Map<Tongue, Double> total = new EnumMap<>(Tongue.class);
        for (List<Token> sentence : sentences) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The embedding was interrupted");
            }
            Map<Tongue, Double> ofSentence = guess.scores(words(sentence));
            scores.add(ofSentence);
            ofSentence.forEach((tongue, score) -> total.merge(tongue, score, Double::sum));
        }
        for (int i = 0; i < sentences.size(); i++) {
            Tongue tongue = LanguageGuess.language(scores.get(i), total);
            for (Token token : sentences.get(i)) {
                read(token, tongue, known, unknown);
            }
        }
    }

    private void read(Token token, Tongue tongue, Consumer<Meaning> known, Consumer<String> unknown) {
        switch (token.kind()) {
            case JAPANESE -> vocabulary.japanese().read(token.plain()).forEach(known);
            case EMOJI -> {
                List<String> names = vocabulary.emoji().glosses(token.plain());
                if (!names.isEmpty()) {
                    known.accept(new Meaning(names));
                }
            }
            case NUMBER -> unknown.accept(token.plain());
            case WORD -> {
                if (vocabulary.functional(tongue, token.plain())) {
                    return;
                }
                List<Meaning> meanings = meanings(token, tongue);
                if (meanings.isEmpty()) {
                    unknown.accept(token.plain());
                } else {
                    meanings.forEach(known);
                }
            }
        }
    }

    /** What a word means in the language, else as an English word, which texts of all languages borrow. */
    private List<Meaning> meanings(Token word, Tongue tongue) {
        List<Meaning> meanings = vocabulary.reader(tongue).read(word.plain());
        return meanings.isEmpty() ? vocabulary.reader(Tongue.ENGLISH).read(word.plain()) : meanings;
    }

    private static List<Token> words(List<Token> tokens) {
        return tokens.stream().filter(token -> token.kind() == Token.Kind.WORD).toList();
    }
}
