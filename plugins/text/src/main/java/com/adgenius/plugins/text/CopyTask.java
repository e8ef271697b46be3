package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The copy for one format and one audience: asked, checked, mended once, returned or refused. */
final class CopyTask {

    private static final String BUSINESS_NAME = "business_name";
    private static final int PROBLEMS_SHOWN = 5;

    private final TextFormat format;
    private final CopyOrder order;
    private final Map<String, String> known;
    private final EngineeredPrompt prompt;
    private final VariantCheck check;

    private CopyTask(CopyTemplate template, TextFormat format, CopyOrder order) {
        this.format = requireNonNull(format, "format is null");
        this.order = requireNonNull(order, "order is null");
        this.known = known(format, order.brief());
        this.prompt = EngineeredPrompt.of(template, format, order, known.keySet());
        this.check = new VariantCheck(format, order.brief(), prompt.instructions());
    }

    /**
     * The tasks for that format, one for each segment.
     *
     * @throws PluginException {@link FailureCode#INVALID_INPUT} where the brand's terms cannot be met
     */
    static List<CopyTask> of(CopyTemplate template, TextFormat format, GenerationRequest request)
            throws PluginException {
        requireAchievable(format, request.brief().brand());
        return CopyOrder.of(format, request).stream()
                .map(order -> new CopyTask(template, format, order))
                .toList();
    }

    /** What a model made of it. */
    record Outcome(List<Asset.Copy> copies, String model, List<String> tags) {}

    TextFormat format() {
        return format;
    }

    EngineeredPrompt prompt() {
        return prompt;
    }

    /**
     * Asks, and where the answer is wrong asks once more.
     *
     * @param others copy of this format that this one should differ from
     * @throws PluginException {@link FailureCode#INVALID_RESULT} where both answers break a hard rule, or what the
     *     provider said
     */
    Outcome perform(Models providers, List<Asset.Copy> others) throws PluginException, InterruptedException {
        Models models = providers.making(format.id(), order.first(), order.count());
        List<Variant> unlike = Stream.concat(
                        order.earlier().stream(), others.stream().map(Asset.Copy::fields))
                .map(Variant::new)
                .toList();
        TextResponse first = models.text(prompt.request());
        Review review = review(first, unlike);
        if (review.problems().isEmpty()) {
            return outcome(review, first);
        }
        TextResponse second = models.text(prompt.repair(first.text(), review.problems()));
        Review mended = review(second, unlike);
        if (mended.acceptable()) {
            return outcome(mended, second);
        }
        if (review.acceptable()) {
            return outcome(review, first);
        }
        Review left = mended.pruned(check);
        if (left.acceptable()) {
            return outcome(left, second);
        }
        throw refusal(second.usage().model(), mended);
    }

    private Review review(TextResponse response, List<Variant> unlike) {
        return Review.of(Answer.read(response.text(), format, order.count(), known), check, unlike);
    }

    private Outcome outcome(Review review, TextResponse response) {
        List<Asset.Copy> copies = new ArrayList<>();
        for (Variant variant : review.variants()) {
            copies.add(new Asset.Copy(format.id(), order.first() + copies.size(), variant.fields()));
        }
        return new Outcome(copies, response.usage().model(), tags(review.tags()));
    }

    private List<String> tags(List<String> words) {
        Set<String> tags = new LinkedHashSet<>();
        for (String word : words) {
            boolean banned =
                    order.brief().brand().bannedTerms().stream().anyMatch(term -> new Term(term).isWordOf(word));
            boolean fits = !word.isBlank() && DisplayWidth.of(word) <= ResponseSchema.TAG_WIDTH;
            if (fits && !banned && PlainText.objection(word).isEmpty()) {
                tags.add(word.toLowerCase(order.brief().locale()));
            }
        }
        return List.copyOf(tags);
    }

    private PluginException refusal(String model, Review review) {
        List<Problem> hard = review.problems().stream().filter(Problem::hard).toList();
        String shown =
                hard.stream().limit(PROBLEMS_SHOWN).map(Problem::toString).collect(Collectors.joining("; "));
        String more = hard.size() > PROBLEMS_SHOWN ? "; and " + (hard.size() - PROBLEMS_SHOWN) + " more" : "";
        String where = order.brief().segments().isEmpty()
                ? format.id()
                : format.id() + " for segment \"" + order.brief().segments().getFirst() + "\"";
        return new PluginException(
                FailureCode.INVALID_RESULT,
                where + ": after one repair the answer of " + model + " is still not fit to print – " + shown + more
                        + ". Try again, or change the brief.");
    }

    /** Fields that the brand answers by itself, so that no model can get them wrong. */
    private static Map<String, String> known(TextFormat format, Brief brief) {
        Map<String, String> known = new LinkedHashMap<>();
        String name = PlainText.normalize(brief.brand().name());
        format.field(BUSINESS_NAME).ifPresent(field -> {
            Variant variant = new Variant(Map.of(BUSINESS_NAME, List.of(name)));
            boolean fit = new VariantCheck(format, brief, "")
                    .check(1, variant).stream()
                            .noneMatch(problem -> problem.field().equals(BUSINESS_NAME));
            if (fit) {
                known.put(BUSINESS_NAME, name);
            }
        });
        return known;
    }

    private static void requireAchievable(TextFormat format, Brand brand) throws PluginException {
        int widest = format.fields().stream().mapToInt(Field::hardWidth).max().orElseThrow();
        for (String required : brand.requiredTerms()) {
            for (String banned : brand.bannedTerms()) {
                Term term = new Term(banned);
                if (!term.isEmpty() && term.isWordOf(required)) {
                    throw new PluginException(
                            FailureCode.INVALID_INPUT,
                            "The brand requires \"" + required + "\" and bans \"" + banned
                                    + "\", which it holds; change one of them");
                }
            }
            if (DisplayWidth.of(required) > widest) {
                throw new PluginException(
                        FailureCode.INVALID_INPUT,
                        "The required term \"" + required + "\" is wider than any text of " + format.id() + ", "
                                + widest + " at most; shorten it or leave the format out");
            }
        }
    }
}
