package com.adgenius.plugins.local.copy;

import com.adgenius.plugins.local.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the plugin knows of one language: how its sentences come apart, and the lines that can be made of the parts. All
 * of it is data, under {@code language/} in the jar.
 *
 * @param language by ISO 639-1; {@code und} for the neutral one
 * @param boundaries words before which a phrase may end
 * @param relatives words that begin a clause about the subject
 * @param participles words that begin a phrase which stands by itself
 * @param lowerable words that lose their capital inside a line
 * @param phrases words that begin a phrase which stands by itself in a headline
 * @param conditions what makes an offer conditional, so that it is never said alone
 * @param shortOffers how an offer is said in fewer words
 */
record Lexicon(
        String language,
        boolean rightToLeft,
        Set<String> stopwords,
        Set<String> boundaries,
        Set<String> relatives,
        Set<String> participles,
        Set<String> verbs,
        Set<String> lowerable,
        Set<String> numbers,
        Set<String> phrases,
        Set<String> feminine,
        List<Pattern> openings,
        List<Pattern> endings,
        List<Pattern> auxiliaries,
        List<Pattern> offers,
        List<Pattern> conditions,
        Map<Pattern, String> shortOffers,
        Map<String, List<String>> calls,
        List<LinePattern> shortLines,
        List<LinePattern> longLines,
        Map<String, List<LinePattern>> voiced,
        Map<String, Translation> translations) {

    private static final String FOLDER = "/com/adgenius/plugins/local/language/";
    private static final Map<String, Lexicon> KNOWN =
            Map.of("en", read("en"), "de", read("de"), "ja", read("ja"), "ar", read("ar"));
    private static final Lexicon NEUTRAL = read("other");
    private static final Map<String, Object> CALLS = Json.resource(FOLDER + "calls.json");

    /** The lexicon of the locale's language, the neutral one where the plugin does not know the language. */
    static Lexicon of(Locale locale) {
        return KNOWN.getOrDefault(locale.getLanguage(), NEUTRAL);
    }

    /** The lexicon of English. */
    static Lexicon english() {
        return KNOWN.get("en");
    }

    /** All languages that the plugin knows. */
    static Iterable<Lexicon> known() {
        return KNOWN.values();
    }

    /** Whether sentences are made of words with spaces between. */
    boolean spaced() {
        return !language.equals("ja");
    }

    /** The text of a button, {@code variant} choosing among those that fit; empty for a language without one. */
    String button(String topic, boolean toWomen, Locale locale, int variant) {
        List<String> texts = calls.get(topic);
        if (texts == null) {
            return CALLS.get(locale.getLanguage()) instanceof String text ? text : "";
        }
        return form(texts.get(variant % 3 == 2 ? 2 : 0), toWomen);
    }

    /** A sentence that calls to act; empty for a language without one. */
    String call(String topic, boolean toWomen) {
        List<String> texts = calls.get(topic);
        return texts == null ? "" : form(texts.get(1), toWomen);
    }

    /** The general or, after a bar, the feminine form. */
    static String form(String text, boolean toWomen) {
        int bar = text.indexOf('|');
        return bar < 0 ? text : toWomen ? text.substring(bar + 1) : text.substring(0, bar);
    }

    private static Lexicon read(String name) {
        Map<String, Object> data = Json.resource(FOLDER + name + ".json");
        List<Pattern> openings = new ArrayList<>();
        for (String group : List.of("leadIns", "joins", "moods", "stripped")) {
            openings.addAll(patterns(data, group));
        }
        Map<String, List<String>> calls = new LinkedHashMap<>();
        Map<String, Object> rawCalls = Json.objectOf(data, "calls");
        rawCalls.keySet().forEach(topic -> calls.put(topic, Json.texts(rawCalls, topic)));
        Map<String, List<LinePattern>> voiced = new LinkedHashMap<>();
        Map<String, Object> rawVoiced = Json.objectOf(data, "voiced");
        rawVoiced.keySet().forEach(voice -> voiced.put(voice, LinePattern.list(rawVoiced, voice)));
        Map<String, Translation> translations = new LinkedHashMap<>();
        Map<String, Object> rawTranslations = Json.objectOf(data, "from");
        rawTranslations
                .keySet()
                .forEach(from -> translations.put(from, Translation.of(Json.objectOf(rawTranslations, from))));
        return new Lexicon(
                String.valueOf(data.get("language")),
                Boolean.TRUE.equals(data.get("rightToLeft")),
                words(data, "stopwords"),
                words(data, "boundaries"),
                words(data, "relatives"),
                words(data, "participles"),
                words(data, "verbs"),
                words(data, "lowerable"),
                words(data, "numbers"),
                words(data, "phrases"),
                words(data, "feminine"),
                openings,
                patterns(data, "tails"),
                patterns(data, "auxiliaries"),
                patterns(data, "offers"),
                patterns(data, "conditions"),
                rewrites(data, "shortOffers"),
                calls,
                LinePattern.list(data, "short"),
                LinePattern.list(data, "long"),
                voiced,
                translations);
    }

    private static Set<String> words(Map<String, Object> data, String name) {
        return Set.copyOf(Json.texts(data, name));
    }

    private static Map<Pattern, String> rewrites(Map<String, Object> data, String name) {
        Map<Pattern, String> rewrites = new LinkedHashMap<>();
        if (data.get(name) instanceof List<?> list) {
            for (Object entry : list) {
                List<?> pair = (List<?>) entry;
                rewrites.put(
                        Pattern.compile((String) pair.get(0), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                        (String) pair.get(1));
            }
        }
        return rewrites;
    }

    private static List<Pattern> patterns(Map<String, Object> data, String name) {
        return Json.texts(data, name).stream()
                .map(text -> Pattern.compile(
                        text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS))
                .toList();
    }
}
