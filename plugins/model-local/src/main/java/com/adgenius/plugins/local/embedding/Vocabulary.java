package com.adgenius.plugins.local.embedding;

import com.adgenius.plugins.local.Json;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All words of the jar, read once. */
final class Vocabulary {

    private final WordVectors vectors = WordVectors.read();
    private final Lexicon german = Lexicon.of("de");
    private final Lexicon spanish = Lexicon.of("es");
    private final Lexicon emoji = Lexicon.of("emoji");
    private final JapaneseWords japanese = new JapaneseWords(Lexicon.of("ja"));
    private final Map<Tongue, WordReader> readers = new EnumMap<>(Tongue.class);
    private final Map<Tongue, Set<String>> functionWords = new EnumMap<>(Tongue.class);

    private Vocabulary() {
        readers.put(Tongue.ENGLISH, word -> vectors.has(word) ? List.of(Meaning.of(word)) : List.of());
        readers.put(Tongue.GERMAN, new GermanWords(german));
        readers.put(Tongue.SPANISH, new SpanishWords(spanish));
        Map<String, Object> lists = Json.resource("/com/adgenius/plugins/local/embedding/function-words.json");
        for (Tongue tongue : Tongue.values()) {
            Set<String> words = new HashSet<>();
            ((List<?>) lists.get(tongue.code())).forEach(word -> words.add((String) word));
            functionWords.put(tongue, Set.copyOf(words));
        }
    }

    static Vocabulary read() {
        return new Vocabulary();
    }

    WordVectors vectors() {
        return vectors;
    }

    JapaneseWords japanese() {
        return japanese;
    }

    Lexicon emoji() {
        return emoji;
    }

    WordReader reader(Tongue tongue) {
        return readers.get(tongue);
    }

    /** Whether a word only holds sentences together. */
    boolean functional(Tongue tongue, String word) {
        return functionWords.get(tongue).contains(word);
    }
}
