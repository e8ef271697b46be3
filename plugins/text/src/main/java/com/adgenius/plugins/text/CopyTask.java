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

/** The copy for one format: asked, checked, mended once, returned or refused. */
final class CopyTask {

    private static final String BUSINESS_NAME = "business_name";
    private static final int PROBLEMS_SHOWN = 5;

    private final TextFormat format;
    private final GenerationRequest request;
    private final Map<String, String> known;
    private final EngineeredPrompt prompt;
    private final VariantCheck check;

    private CopyTask(TextFormat format, GenerationRequest request) {
        this.format = requireNonNull(format, "format is null");
        this.request = requireNonNull(request, "request is null");
        this.known = known(format, request.brief());
        this.prompt = EngineeredPrompt.of(format, request.brief(), request.count(), known.keySet());
        this.check = new VariantCheck(format, request.brief(), prompt.instructions());
    }

    /**
     * A task for that format.
     *
     * @throws PluginException {@link FailureCode#INVALID_INPUT} where the brand's terms cannot be met
     */
    static CopyTask of(TextFormat format, GenerationRequest request) throws PluginException {
        requireAchievable(format, request.brief().brand());
        return new CopyTask(format, request);
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
     * @throws PluginException {@link FailureCode#INVALID_RESULT} where both answers break a hard rule, or what the
     *     provider said
     */
    Outcome perform(Models models) throws PluginException, InterruptedException {
        Brief brief = request.brief();
        TextResponse first = models.text(prompt.request(brief, request.options()));
        Review review = review(first);
        if (review.problems().isEmpty()) {
            return outcome(review, first);
        }
        TextResponse second = models.text(prompt.repair(brief, request.options(), first.text(), review.problems()));
        Review mended = review(second);
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

    private Review review(TextResponse response) {
        return Review.of(Answer.read(response.text(), format, request.count(), known), check);
    }

    private Outcome outcome(Review review, TextResponse response) {
        List<Asset.Copy> copies = new ArrayList<>();
        for (Variant variant : review.variants()) {
            copies.add(new Asset.Copy(format.id(), copies.size() + 1, variant.fields()));
        }
        return new Outcome(copies, response.usage().model(), tags(review.tags()));
    }

    private List<String> tags(List<String> words) {
        Set<String> tags = new LinkedHashSet<>();
        for (String word : words) {
            boolean banned =
                    request.brief().brand().bannedTerms().stream().anyMatch(term -> new Term(term).isWordOf(word));
            boolean fits = !word.isBlank() && DisplayWidth.of(word) <= ResponseSchema.TAG_WIDTH;
            if (fits && !banned && PlainText.objection(word).isEmpty()) {
                tags.add(word.toLowerCase(request.brief().locale()));
            }
        }
        return List.copyOf(tags);
    }

    private PluginException refusal(String model, Review review) {
        List<Problem> hard = review.problems().stream().filter(Problem::hard).toList();
        String shown =
                hard.stream().limit(PROBLEMS_SHOWN).map(Problem::toString).collect(Collectors.joining("; "));
        String more = hard.size() > PROBLEMS_SHOWN ? "; and " + (hard.size() - PROBLEMS_SHOWN) + " more" : "";
        return new PluginException(
                FailureCode.INVALID_RESULT,
                format.id() + ": after one repair the answer of " + model + " is still not fit to print – " + shown
                        + more + ". Try again, or change the brief.");
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
