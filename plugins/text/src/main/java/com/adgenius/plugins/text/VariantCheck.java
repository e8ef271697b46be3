package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Brief;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a variant is within its format's limits, plain, and true to the brand's terms. */
final class VariantCheck {

    private static final int ECHOED_WORDS = 6;
    private static final Pattern PATH = Pattern.compile("[\\p{L}\\p{M}\\p{N}-]+");

    private final TextFormat format;
    private final EditorialCheck editorial;
    private final List<Term> banned;
    private final List<Term> required;
    private final Set<List<String>> instructions;

    /**
     * A check for one request.
     *
     * @param instructions what the model was told, which no copy may repeat
     */
    VariantCheck(TextFormat format, Brief brief, String instructions) {
        this.format = requireNonNull(format, "format is null");
        this.editorial = new EditorialCheck(format.rules(), brief);
        this.banned = terms(brief.brand().bannedTerms());
        this.required = terms(brief.brand().requiredTerms());
        this.instructions = new HashSet<>(runs(instructions));
    }

    /** What is wrong with it, empty where nothing is. */
    List<Problem> check(int number, Variant variant) {
        List<Problem> problems = new ArrayList<>();
        for (Field field : format.fields()) {
            checkField(number, field, variant.texts(field.name()), problems);
        }
        for (Term term : required) {
            if (variant.texts().noneMatch(term::isPartOf)) {
                problems.add(Problem.ofVariant(number, "lacks the required term \"" + term + "\""));
            }
        }
        return problems;
    }

    private void checkField(int number, Field field, List<String> texts, List<Problem> problems) {
        if (texts.size() < field.min() || texts.size() > field.max()) {
            problems.add(Problem.ofField(
                    number,
                    field.name(),
                    "has " + texts.size() + " texts, must have " + field.min() + " to " + field.max()));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            checkText(number, field, i, texts.get(i), problems);
            if (!seen.add(Term.words(texts.get(i)))) {
                problems.add(Problem.ofText(Severity.HARD, number, field.name(), i, "repeats an earlier one"));
            }
        }
        field.oneWithin().ifPresent(width -> {
            if (texts.stream().noneMatch(text -> DisplayWidth.of(text) <= width)) {
                problems.add(Problem.ofField(number, field.name(), "has none that is " + width + " wide at most"));
            }
        });
    }

    private void checkText(int number, Field field, int index, String text, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        int width = DisplayWidth.of(text);
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            found.add(hard(number, field, index, "holds no word"));
        }
        if (width > field.hardWidth()) {
            found.add(hard(number, field, index, "is " + width + " wide, at most " + field.hardWidth()));
        } else if (width > field.wishedWidth()) {
            found.add(Problem.ofText(
                    Severity.WARNING,
                    number,
                    field.name(),
                    index,
                    "is " + width + " wide and cut after " + field.wishedWidth()));
        }
        PlainText.objection(text).ifPresent(reason -> found.add(hard(number, field, index, reason)));
        if (field.name().startsWith("path") && !PATH.matcher(text).matches()) {
            found.add(hard(number, field, index, "must hold letters, digits and hyphens only"));
        }
        for (Term term : banned) {
            if (term.isWordOf(text)) {
                found.add(hard(number, field, index, "holds the banned term \"" + term + "\""));
            }
        }
        if (runs(text).stream().anyMatch(instructions::contains)) {
            found.add(hard(number, field, index, "repeats the instructions; write copy for the product"));
        }
        for (EditorialCheck.Breach breach : editorial.check(field.name(), text)) {
            found.add(Problem.ofText(breach.severity(), number, field.name(), index, breach.message()));
        }
        problems.addAll(found);
    }

    private static Problem hard(int number, Field field, int index, String reason) {
        return Problem.ofText(Severity.HARD, number, field.name(), index, reason);
    }

    private static List<Term> terms(List<String> terms) {
        return terms.stream().map(Term::new).filter(term -> !term.isEmpty()).toList();
    }

    private static List<List<String>> runs(String text) {
        List<String> words = List.of(Term.words(text).split(" "));
        List<List<String>> runs = new ArrayList<>();
        for (int i = 0; i + ECHOED_WORDS <= words.size(); i++) {
            runs.add(words.subList(i, i + ECHOED_WORDS));
        }
        return runs;
    }
}
