package com.adgenius.plugins.local.copy;

import com.adgenius.plugins.local.Json;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes from a text of a stranger what may stand in an advertisement: words and ordinary punctuation. */
final class PlainText {

    private static final List<Pattern> HARMFUL =
            Json.texts(Json.resource("/com/adgenius/plugins/local/language/harmful.json"), "sentences").stream()
                    .map(Pattern::compile)
                    .toList();
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    private static final Pattern NOT_PLAIN =
            Pattern.compile("[{}\\[\\]<>`|\\\\^~*_#=\"“”„«»/]|\\$(?!\\d)|\\p{Cc}|\\p{Cf}|\\p{Co}|\\p{Cs}|\\p{Cn}");
    private static final Pattern PICTOGRAPH = Pattern.compile(
            "[\\x{2190}-\\x{21FF}\\x{2300}-\\x{27BF}\\x{2B00}-\\x{2BFF}\\x{FE00}-\\x{FE0F}\\x{1F000}-\\x{1FAFF}]");
    private static final Pattern LONG_CAPITALS = Pattern.compile("(?<!\\p{L})\\p{Lu}{5,}(?!\\p{L})");
    private static final Pattern PHONE_NUMBER = Pattern.compile("(?:\\d[ ()-]?){7,}");
    private static final int LIMIT = 4000;

    private PlainText() {}

    /** Whether a sentence is addressed to a machine rather than to a reader: markup, code, or orders to a model. */
    static boolean harmful(String sentence) {
        return HARMFUL.stream().anyMatch(pattern -> pattern.matcher(sentence).find())
                || PHONE_NUMBER.matcher(sentence).find();
    }

    /** The words alone: no markup, control characters, pictographs, shouting or doubled punctuation. */
    static String clean(String text) {
        String bounded = text.length() > LIMIT ? text.substring(0, LIMIT) : text;
        String plain = Normalizer.normalize(bounded, Normalizer.Form.NFC);
        plain = TAG.matcher(plain).replaceAll(" ");
        plain = PICTOGRAPH.matcher(plain).replaceAll(" ");
        plain = NOT_PLAIN.matcher(plain).replaceAll(" ");
        plain = LONG_CAPITALS
                .matcher(plain)
                .replaceAll(match ->
                        match.group().charAt(0) + match.group().substring(1).toLowerCase(Locale.ROOT));
        return plain.replaceAll("[!！]+", ".")
                .replaceAll("\\.{2,}", "…")
                .replaceAll("-{2,}", "–")
                .replaceAll("([?,;:])\\1+", "$1")
                .replaceAll("\\s+", " ")
                .replaceAll(" +([.,;:?])", "$1")
                .strip();
    }

    /** A name or term, which keeps its capitals. */
    static String name(String text) {
        String plain =
                TAG.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ");
        plain = PICTOGRAPH.matcher(plain).replaceAll(" ");
        return NOT_PLAIN
                .matcher(plain)
                .replaceAll(" ")
                .replaceAll("[!.]+$", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
