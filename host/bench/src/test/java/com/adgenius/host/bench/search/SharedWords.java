package com.adgenius.host.bench.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The content words that two texts share. Stricter than equality, because an index stems: words are the same, too, when one
 * begins the other and at most three letters follow, or when their first six letters are the same. In Japanese any two
 * neighbouring kanji or katakana are a word.
 */
final class SharedWords {

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]]+|\\p{Nd}+");
    private static final Pattern JAPANESE_RUN = Pattern.compile("[\\p{IsHan}\\p{IsKatakana}ー]{2,}");

    private final Set<String> stopWords;

    SharedWords() throws IOException {
        try (InputStream stream = SharedWords.class.getResourceAsStream("stop-words.txt")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            stopWords = Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Of the first text's words, those that stand in the other, too. */
    Set<String> of(String text, String other) {
        Set<String> shared = new TreeSet<>(pairs(text));
        shared.retainAll(pairs(other));
        Set<String> others = words(other);
        words(text).stream()
                .filter(word -> others.stream().anyMatch(o -> same(word, o)))
                .forEach(shared::add);
        return shared;
    }

    private static boolean same(String one, String other) {
        String shorter = one.length() <= other.length() ? one : other;
        String longer = one.length() <= other.length() ? other : one;
        return shorter.equals(longer)
                || (shorter.length() >= 4 && longer.startsWith(shorter) && longer.length() - shorter.length() <= 3)
                || (shorter.length() >= 6 && longer.startsWith(shorter.substring(0, 6)));
    }

    private Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group())
                .filter(word -> word.length() > 1 && !stopWords.contains(word))
                .collect(Collectors.toSet());
    }

    private static Set<String> pairs(String text) {
        return JAPANESE_RUN
                .matcher(text)
                .results()
                .map(match -> match.group())
                .flatMap(run -> IntStream.range(0, run.length() - 1).mapToObj(at -> run.substring(at, at + 2)))
                .collect(Collectors.toSet());
    }
}
