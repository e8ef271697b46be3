package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.ModelUse;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Money;
import com.adgenius.plugin.PromptTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A creative as people see it.
 *
 * @param id a UUIDv7
 * @param revision counts the changes that people see
 * @param name for people
 * @param campaignId the campaign it belongs to
 * @param kind what it is
 * @param order what was asked for
 * @param generator the plugin that makes it
 * @param generatorVersion the version that made it, or is making it
 * @param status where it stands
 * @param progress how far the work is
 * @param result what was made; empty unless it is ready
 * @param tags words to find it by
 * @param problem why it failed
 * @param price what it is expected to cost; empty where nothing is charged
 * @param createdBy the user's id
 * @param times when what happened
 * @param review what people did with it since it was made
 */
public record Creative(
        String id,
        long revision,
        String name,
        String campaignId,
        CreativeKind kind,
        CreativeOrder order,
        String generator,
        Optional<String> generatorVersion,
        CreativeStatus status,
        Progress progress,
        Optional<Result> result,
        List<String> tags,
        Optional<CreativeProblem> problem,
        Optional<Money> price,
        String createdBy,
        Times times,
        Review review) {

    public Creative {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(campaignId, "campaignId is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(order, "order is null");
        requireNonNull(generator, "generator is null");
        requireNonNull(generatorVersion, "generatorVersion is null");
        requireNonNull(status, "status is null");
        requireNonNull(progress, "progress is null");
        requireNonNull(result, "result is null");
        requireNonNull(problem, "problem is null");
        requireNonNull(price, "price is null");
        requireNonNull(createdBy, "createdBy is null");
        requireNonNull(times, "times is null");
        requireNonNull(review, "review is null");
        tags = List.copyOf(tags);
    }

    /** A creative that nobody has reviewed yet. */
    Creative(
            String id,
            long revision,
            String name,
            String campaignId,
            CreativeKind kind,
            CreativeOrder order,
            String generator,
            Optional<String> generatorVersion,
            CreativeStatus status,
            Progress progress,
            Optional<Result> result,
            List<String> tags,
            Optional<CreativeProblem> problem,
            Optional<Money> price,
            String createdBy,
            Times times) {
        this(
                id,
                revision,
                name,
                campaignId,
                kind,
                order,
                generator,
                generatorVersion,
                status,
                progress,
                result,
                tags,
                problem,
                price,
                createdBy,
                times,
                Review.NONE);
    }

    /** Names its content; empty unless it is ready. */
    public Optional<String> contentHash() {
        return result.map(made -> ContentHash.of(made.assets()));
    }

    /** What was decided about its content as it is now; empty where nobody has decided. */
    public Optional<Approval> approval() {
        return review.approval().map(decided -> decided.about(contentHash().orElse("")));
    }

    /**
     * How far the work is.
     *
     * @param stage one of {@link Stage}'s, or what the generator does, in its own words
     * @param fraction of the whole work, 0 to 1
     */
    public record Progress(String stage, double fraction) {}

    /**
     * What was made.
     *
     * @param assets one for each format and variant
     * @param engineeredPrompt what the model was asked
     * @param model the model that answered, as the provider names it
     * @param templates what the prompt was made from
     * @param parameters JSON values that the model was given
     * @param usage what each call to a model used, and who answered it
     * @param makers the calls that made those pieces of which the generator says so; for each piece the last counts
     */
    public record Result(
            List<CreativeAsset> assets,
            String engineeredPrompt,
            String model,
            List<PromptTemplate> templates,
            Map<String, Object> parameters,
            List<ModelUse> usage,
            List<ModelUse> makers) {

        public Result {
            requireNonNull(engineeredPrompt, "engineeredPrompt is null");
            requireNonNull(model, "model is null");
            assets = List.copyOf(assets);
            templates = List.copyOf(templates);
            parameters = JsonValues.copyOf(parameters);
            usage = List.copyOf(usage);
            makers = List.copyOf(makers);
        }

        /** Who made that piece: who the generator says, or the one who answered every call; empty where nobody can tell. */
        public Optional<ModelUse> maker(CreativeAsset asset) {
            return makers.reversed().stream()
                    .filter(use -> use.pieces()
                            .filter(pieces -> pieces.hold(asset.format(), asset.variant()))
                            .isPresent())
                    .findFirst()
                    .or(() -> usage.stream()
                            .findFirst()
                            .filter(first -> usage.stream().allMatch(first::sameMaker)));
        }
    }

    /**
     * When what happened.
     *
     * @param createdAt when it was asked for
     * @param updatedAt when people could last see a change
     * @param startedAt when a worker last began
     * @param finishedAt when the work was over
     */
    public record Times(
            Instant createdAt, Instant updatedAt, Optional<Instant> startedAt, Optional<Instant> finishedAt) {}
}
