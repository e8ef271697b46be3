package com.adgenius.plugins.local.copy;

import com.adgenius.plugins.local.Json;
import java.util.Locale;
import java.util.Map;

/** Finds out what an advertisement asks its reader to do: book, visit, try, join, learn, buy, or simply look. */
final class Topic {

    private static final Map<String, Object> WORDS = Json.resource("/com/adgenius/plugins/local/language/topics.json");

    private Topic() {}

    /** The topic whose words the text holds, the first listed where several do; {@code other} where none does. */
    static String of(String text) {
        String lower = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}é-]+", " ") + " ";
        for (String topic : WORDS.keySet()) {
            for (String word : Json.texts(WORDS, topic)) {
                boolean spaced = word.codePoints().noneMatch(c -> c >= 0x3040 && c <= 0x9FFF);
                if (spaced ? lower.contains(" " + word + " ") : text.contains(word)) {
                    return topic;
                }
            }
        }
        return "other";
    }
}
