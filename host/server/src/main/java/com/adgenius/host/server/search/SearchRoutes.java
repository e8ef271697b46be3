package com.adgenius.host.server.search;

import static com.adgenius.host.server.http.Access.member;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Query;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.search.CreativeSearch.Recommendation;
import com.adgenius.host.server.search.CreativeSource.Known;
import com.adgenius.host.server.search.Ranking.Hit;
import com.adgenius.plugin.CreativeKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;

/** The routes of search. */
final class SearchRoutes implements Routes {

    static final List<String> KINDS =
            Stream.of(CreativeKind.values()).map(CreativeKind::value).toList();

    private static final String TAG = "Search";
    private static final int LONGEST_QUESTION = 1_000;
    private static final String[] FILTERS = {"q", "kind", "campaign", "min_score", "tag"};

    private final CreativeSearch search;
    private final StoredResults results;
    private final CreativeSource creatives;
    private final Campaigns campaigns;
    private final IndexReports reports;

    SearchRoutes(
            CreativeSearch search,
            StoredResults results,
            CreativeSource creatives,
            Campaigns campaigns,
            IndexReports reports) {
        this.search = requireNonNull(search, "search is null");
        this.results = requireNonNull(results, "results is null");
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.campaigns = requireNonNull(campaigns, "campaigns is null");
        this.reports = requireNonNull(reports, "reports is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(search(), like(), recommend(), index());
    }

    /** One page of what was found. */
    record FoundPage(
            @Schema(description = "How many were found, at most " + CreativeSearch.MOST + ".")
            long count,

            @Schema(description = "The address of the next page, good for half an hour.", nullable = true)
            Optional<String> next,

            @Schema(description = "The address of the page before.", nullable = true)
            Optional<String> previous,

            @Schema(
                    description =
                            "Whether it was compared by meaning. False where the tenant has no embedding model, or"
                                    + " the model is away: then words alone were compared.")
            boolean semantic,

            @Schema(
                    description = "What was compared.",
                    allowableValues = {"meaning", "words", "picture"})
            String by,

            List<Found> results) {}

    /** A creative that was found. */
    record Found(
            FoundBody creative,

            @Schema(
                    description =
                            "Whether it shares words with the question; one that does not was found by its meaning"
                                    + " alone. Null for what is like a creative.",
                    nullable = true)
            Optional<Boolean> sharesWords) {}

    /** What is recommended. */
    record RecommendationBody(
            @Schema(description = "Whether it was compared by meaning; otherwise words alone were compared.")
            boolean semantic,

            List<RecommendedBody> results) {}

    /** A creative that is recommended. */
    record RecommendedBody(
            FoundBody creative,

            @Schema(description = "How near it is to the brief, 0 to 1.")
            double similarity) {}

    private Route search() {
        return filtered(Route.get("/search")
                        .says(
                                TAG,
                                "Find creatives by what they mean and by their words, in any language; the best first."
                                        + " Pages are those of one list, whatever is made meanwhile.")
                        .access(member(Role.VIEWER))
                        .requiredQuery("q", "string", "What is sought, at most 1,000 characters.", "summer adventure"))
                .answers(200, "One page.", FoundPage.class)
                .problems(ProblemCode.UNAVAILABLE)
                .handledBy(call -> {
                    String question = question(call);
                    return page(call, "/search", filter -> search.search(question, filter));
                });
    }

    private Route like() {
        return filtered(Route.get("/creatives/{id}/similar")
                        .says(
                                TAG,
                                "Find creatives that are like one: that look like it, where it has a picture and the"
                                        + " embedding model reads pictures, else that mean the same.")
                        .access(member(Role.VIEWER)))
                .answers(200, "One page.", FoundPage.class)
                .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT, ProblemCode.UNAVAILABLE)
                .handledBy(call -> {
                    String id = ready(call.path("id"));
                    return page(call, "/creatives/" + id + "/similar", filter -> search.like(id, filter));
                });
    }

    private static Route.Builder filtered(Route.Builder route) {
        return route.query("kind", "string", "Of this kind.")
                .query("campaign", "string", "Of this campaign.")
                .query("min_score", "number", "Whose performance score is known and at least that, 0 to 1.")
                .query("tag", "string", "With this tag.")
                .query("cursor", "string", "Names the list that a page is of; taken from next and previous.")
                .paged();
    }

    private Route recommend() {
        return Route.post("/recommendations")
                .says(
                        TAG,
                        "Find creatives that are near to a brief and did well. Their score is similarity × (0.5 +"
                                + " performance score); without a performance score it is the similarity.")
                .access(member(Role.VIEWER))
                .accepts(BriefInput.class)
                .answers(200, "The best, the best first.", RecommendationBody.class)
                .problems(ProblemCode.UNAVAILABLE)
                .handledBy(call -> available(() -> recommended(call.body(BriefInput.class))));
    }

    private Answer recommended(BriefInput input) throws InterruptedException {
        List<String> hidden = campaigns.removed();
        Recommendation found = search.recommend(input.text(), input.filter(hidden), input.most());
        Map<UUID, Known> known = creatives.shown(
                found.creatives().stream().map(CreativeSearch.Recommended::id).toList(), hidden);
        return Answer.ok(new RecommendationBody(
                found.semantic(),
                found.creatives().stream()
                        .filter(one -> known.containsKey(one.id()))
                        .map(one ->
                                new RecommendedBody(FoundBody.of(known.get(one.id()), one.score()), one.similarity()))
                        .toList()));
    }

    private Route index() {
        return Route.get("/search/index")
                .says(TAG, "Read how the index stands, and how far a change to another embedding model is.")
                .access(member(Role.ADMIN))
                .answers(200, "The index.", IndexReports.IndexBody.class)
                .problems(ProblemCode.UNAVAILABLE)
                .handledBy(_ -> available(() -> Answer.ok(reports.report())));
    }

    private interface Ranker {

        Ranking rank(SearchFilter filter) throws InterruptedException;
    }

    /** The pages after the first are of the list that was kept; one that fits a page is not kept. */
    private Answer page(Call call, String path, Ranker ranker) throws InterruptedException {
        String question = path + Query.of(call, FILTERS);
        PageRequest page = call.page();
        List<String> hidden = campaigns.removed();
        SearchFilter filter = filter(call, hidden);
        Optional<String> cursor = call.query("cursor");
        Ranking ranking;
        if (cursor.isPresent()) {
            ranking = results.find(cursor.get(), question)
                    .orElseThrow(() -> malformed("cursor", "is too old, or of another question; ask anew without it"));
        } else {
            ranking = available(() -> ranker.rank(filter));
            if (ranking.hits().size() > page.size()) {
                cursor = Optional.of(results.keep(question, ranking));
            }
        }
        List<Hit> hits =
                ranking.hits().stream().skip(page.offset()).limit(page.size()).toList();
        Map<UUID, Known> known = creatives.shown(hits.stream().map(Hit::id).toList(), hidden);
        boolean asked = path.equals("/search");
        List<Found> found = hits.stream()
                .filter(hit -> known.containsKey(hit.id()))
                .map(hit -> new Found(
                        FoundBody.of(known.get(hit.id()), hit.score()),
                        asked ? Optional.of(hit.sharesWords()) : Optional.empty()))
                .toList();
        String turning = Route.API
                + question
                + cursor.map(id -> (question.contains("?") ? "&" : "?") + "cursor=" + id)
                        .orElse("");
        Page<Hit> links = Page.of(call, turning, ranking.hits().size(), hits);
        return Answer.ok(
                new FoundPage(links.count(), links.next(), links.previous(), ranking.semantic(), ranking.by(), found));
    }

    private static String question(Call call) {
        String question = call.query("q").map(String::strip).orElse("");
        if (question.isEmpty()) {
            throw malformed("q", "is needed: say what is sought");
        }
        if (question.length() > LONGEST_QUESTION) {
            throw malformed("q", "must be at most " + LONGEST_QUESTION + " characters, is " + question.length());
        }
        return question;
    }

    private static SearchFilter filter(Call call, List<String> hidden) {
        return new SearchFilter(
                Query.oneOf(call, "kind", KINDS),
                call.query("campaign"),
                call.query("min_score")
                        .map(SearchRoutes::score)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()),
                call.query("tag").map(List::of).orElse(List.of()),
                hidden);
    }

    private static double score(String text) {
        try {
            double score = Double.parseDouble(text);
            if (Double.isFinite(score)) {
                return score;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw malformed("min_score", "must be a number");
    }

    private String ready(String id) {
        boolean ready =
                creatives.ready(id, campaigns.removed()).orElseThrow(() -> ProblemException.notFound("creative", id));
        if (!ready) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT, "Creative " + id + " is not ready; what is like it is known when it is.");
        }
        return id;
    }

    private static ProblemException malformed(String parameter, String message) {
        return ProblemException.of(
                ProblemCode.MALFORMED_PARAMETER,
                parameter + " " + message + ".",
                List.of(new FieldError(parameter, message)));
    }

    private interface Asking<T> {

        T ask() throws InterruptedException;
    }

    private static <T> T available(Asking<T> asking) throws InterruptedException {
        try {
            return asking.ask();
        } catch (QdrantException e) {
            if (!e.away()) {
                throw e;
            }
            throw ProblemException.of(
                            ProblemCode.UNAVAILABLE,
                            "Search is not available at the moment, because Qdrant "
                                    + (e.refused()
                                            ? "refuses this host, which its administrators have to mend"
                                            : "cannot be reached")
                                    + ". All else goes on; ask again later.")
                    .header("Retry-After", "10");
        }
    }
}
