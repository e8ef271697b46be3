package com.adgenius.plugins.text;

import com.adgenius.prompting.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model's answer as read: the variants and tags found in it and what was wrong with its form.
 *
 * @param variants normalised texts, not yet checked
 * @param tags as the model wrote them
 * @param problems where it is not by the schema
 */
record Answer(List<Variant> variants, List<String> tags, List<Problem> problems) {

    /** Ten variants of the largest format fit twenty times; more is not an answer. */
    private static final int LENGTH_LIMIT = 1_000_000;

    private static final Pattern FENCE =
            Pattern.compile("\\A\\s*```(?:json)?\\s*\\n(.*)\\n\\s*```\\s*\\z", Pattern.DOTALL);

    Answer {
        variants = List.copyOf(variants);
        tags = List.copyOf(tags);
        problems = List.copyOf(problems);
    }

    static Answer read(String text, TextFormat format, int count, Map<String, String> known) {
        if (text.length() > LENGTH_LIMIT) {
            return unreadable("has " + text.length() + " characters, at most " + LENGTH_LIMIT);
        }
        Object value;
        try {
            Matcher fenced = FENCE.matcher(text);
            value = Json.parse(fenced.matches() ? fenced.group(1) : text);
        } catch (IOException e) {
            return unreadable("is not one JSON value");
        }
        if (!(value instanceof Map<?, ?> answer)
                || !(answer.get(ResponseSchema.VARIANTS) instanceof List<?> variants)) {
            return unreadable("is not a JSON object with an array \"" + ResponseSchema.VARIANTS + "\"");
        }
        List<Problem> problems = new ArrayList<>();
        if (variants.size() != count) {
            problems.add(Problem.ofAnswer("has " + variants.size() + " variants, must have " + count));
        }
        List<Variant> read = new ArrayList<>();
        for (Object variant : variants.subList(0, Math.min(count, variants.size()))) {
            read.add(variant(read.size() + 1, variant, format, known, problems));
        }
        List<String> tags = new ArrayList<>();
        if (answer.get(ResponseSchema.TAGS) instanceof List<?> words) {
            words.stream()
                    .filter(String.class::isInstance)
                    .map(word -> PlainText.normalize((String) word))
                    .forEach(tags::add);
        }
        return new Answer(read, tags, problems);
    }

    private static Answer unreadable(String reason) {
        return new Answer(List.of(), List.of(), List.of(Problem.ofAnswer(reason)));
    }

    private static Variant variant(
            int number, Object value, TextFormat format, Map<String, String> known, List<Problem> problems) {
        if (!(value instanceof Map<?, ?> variant)) {
            problems.add(Problem.ofVariant(number, "is not a JSON object"));
            return new Variant(Map.of());
        }
        for (Object name : variant.keySet()) {
            if (format.field((String) name).isEmpty()) {
                problems.add(Problem.ofVariant(number, "has a property that the format lacks"));
            }
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Field field : format.fields()) {
            List<String> texts = Optional.ofNullable(known.get(field.name()))
                    .map(List::of)
                    .orElseGet(() -> texts(number, field, variant.get(field.name()), problems));
            if (!texts.isEmpty()) {
                fields.put(field.name(), texts);
            }
        }
        return new Variant(fields);
    }

    private static List<String> texts(int number, Field field, Object value, List<Problem> problems) {
        return switch (value) {
            case null -> List.of();
            case String text when field.single() -> List.of(PlainText.normalize(text));
            case List<?> list
            when !field.single() && list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(text -> PlainText.normalize((String) text)).toList();
            default -> {
                problems.add(Problem.ofField(
                        number, field.name(), field.single() ? "is not a string" : "is not an array of strings"));
                yield List.of();
            }
        };
    }
}
