package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Brief;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a text keeps to the editorial rules of its platform. */
final class EditorialCheck {

    private static final String ALL_CAPS = "all_caps";
    /** Five letters: shorter words in capitals are mostly abbreviations. */
    private static final Pattern CAPITALS = Pattern.compile("(?<!\\p{L})\\p{Lu}[\\p{Lu}\\p{M}'’]{3,}\\p{Lu}(?!\\p{L})");

    private final List<EditorialRule> rules;
    private final Set<String> namesInCapitals;
    private final Set<String> wordsInCapitals;

    EditorialCheck(List<EditorialRule> rules, Brief brief) {
        this.rules = List.copyOf(rules);
        this.namesInCapitals =
                capitals(Stream.concat(Stream.of(brief.brand().name()), brief.brand().requiredTerms().stream()));
        this.wordsInCapitals = capitals(Stream.of(brief.prompt()));
    }

    /** A rule that a text breaks. */
    record Breach(Severity severity, String message) {

        Breach {
            requireNonNull(severity, "severity is null");
            requireNonNull(message, "message is null");
        }
    }

    List<Breach> check(String field, String text) {
        return rules.stream()
                .filter(rule -> rule.appliesTo(field))
                .map(rule -> breach(rule, text))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Breach> breach(EditorialRule rule, String text) {
        if (rule.name().equals(ALL_CAPS)) {
            return capitals(rule, text);
        }
        return rule.pattern()
                .filter(pattern -> pattern.matcher(text).find())
                .map(pattern -> new Breach(rule.severity(), rule.message()));
    }

    /** A name may be written as its owner does; a word that the user wrote so is his to answer for. */
    private Optional<Breach> capitals(EditorialRule rule, String text) {
        Set<String> words = capitals(Stream.of(text));
        words.removeAll(namesInCapitals);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Severity severity = wordsInCapitals.containsAll(words) ? Severity.WARNING : rule.severity();
        return Optional.of(new Breach(severity, rule.message()));
    }

    private static Set<String> capitals(Stream<String> texts) {
        Set<String> words = new HashSet<>();
        texts.forEach(text -> {
            Matcher matcher = CAPITALS.matcher(text);
            while (matcher.find()) {
                words.add(matcher.group());
            }
        });
        return words;
    }
}
