package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Brand;
import com.adgenius.plugin.TextRequest;
import com.adgenius.prompting.BriefData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model is asked for one format.
 *
 * @param instructions role and rules, without a word of the user's
 * @param task what to write, with the user's words as data
 * @param schema the JSON Schema of the answer
 * @param order what it was made for
 * @param repair what is added to ask once more
 */
record EngineeredPrompt(String instructions, String task, String schema, CopyOrder order, String repair) {

    private static final int PROBLEMS_TOLD = 40;
    private static final Pattern PLACE = Pattern.compile("\\{(answer|problems)}");

    EngineeredPrompt {
        requireNonNull(instructions, "instructions is null");
        requireNonNull(task, "task is null");
        requireNonNull(schema, "schema is null");
        requireNonNull(order, "order is null");
        requireNonNull(repair, "repair is null");
    }

    /**
     * The prompt for a format.
     *
     * @param known fields that are not asked, as the brand answers them
     */
    static EngineeredPrompt of(CopyTemplate template, TextFormat format, CopyOrder order, Set<String> known) {
        String fields = format.fields().stream()
                .filter(field -> !known.contains(field.name()))
                .map(EngineeredPrompt::describe)
                .collect(Collectors.joining("\n"));
        String rules = format.rules().stream()
                .map(rule -> "- No text " + rule.message()
                        + (rule.fields().isEmpty() ? "" : " in " + String.join(", ", rule.fields())) + ".")
                .collect(Collectors.joining("\n"));
        String language = language(order.brief().locale());
        String role = template.text("role")
                .replace("{format}", format.format().title())
                .replace("{language}", language);
        String frame = template.text("frame")
                .replace("{language}", language)
                .replace("{fields}", fields)
                .replace("{rules}", rules)
                .replace("{examples}", template.examples(format, known));
        String instructions = Stream.of(role, template.text("extra"), frame)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        return new EngineeredPrompt(
                instructions,
                task(template, order),
                ResponseSchema.of(format, order.count(), known),
                order,
                template.text("repair"));
    }

    private static String task(CopyTemplate template, CopyOrder order) {
        int count = order.count();
        List<String> lines = new ArrayList<>();
        lines.add(template.text("task")
                .replace(
                        "{number}",
                        "Write " + (count == 1 ? "one variant" : count + " variants, each with another idea,")));
        if (!order.brief().segments().isEmpty()) {
            lines.add(template.text("segment"));
        }
        if (order.change().isPresent()) {
            lines.add(template.text("variation"));
        }
        if (!order.references().isEmpty()) {
            lines.add(template.text("references"));
        }
        lines.add(data(order));
        return String.join("\n", lines);
    }

    private static String data(CopyOrder order) {
        Brand brand = order.brief().brand();
        return BriefData.of(order.brief())
                .and("required_terms", brand.requiredTerms())
                .and("banned_terms", brand.bannedTerms())
                .and("change_wanted", order.change().orElse(""))
                .and("earlier_copy", order.earlier())
                .toBlock();
    }

    /** The first request. */
    TextRequest request() {
        return new TextRequest(order.brief(), instructions, task, schema, order.parameters(), order.references());
    }

    /** The one repair: the same task with the answer and what was wrong with it. */
    TextRequest repair(String answer, List<Problem> problems) {
        Map<String, Object> parameters = new HashMap<>(order.parameters());
        parameters.put("attempt", new BigDecimal(2));
        String wrong = BriefData.block(
                problems.stream().limit(PROBLEMS_TOLD).map(Problem::toString).toList());
        // In one pass: what is filled in may itself look like a place to fill.
        String told = task + "\n"
                + PLACE.matcher(repair)
                        .replaceAll(place -> Matcher.quoteReplacement(
                                place.group(1).equals("answer") ? BriefData.block(answer) : wrong));
        return new TextRequest(order.brief(), instructions, told, schema, parameters, order.references());
    }

    /** Language and country only: the other parts of a locale can spell whole words. */
    private static String language(Locale locale) {
        String country = locale.getDisplayCountry(Locale.ENGLISH);
        return locale.getDisplayLanguage(Locale.ENGLISH) + (country.isEmpty() ? "" : " (" + country + ")");
    }

    private static String describe(Field field) {
        String number = field.single()
                ? (field.min() == 0 ? "one text or none" : "one text")
                : field.min() + " to " + field.max() + " texts, best " + field.wished();
        String one = field.oneWithin().isPresent()
                ? "; at least one of them at most " + field.oneWithin().getAsInt() + " wide"
                : "";
        return "- " + field.name() + ": " + number + ", each at most " + field.wishedWidth() + " wide" + one + "; "
                + field.purpose() + ".";
    }
}
