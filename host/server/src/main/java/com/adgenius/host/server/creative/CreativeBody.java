package com.adgenius.host.server.creative;

import com.adgenius.host.server.campaign.Undo;
import com.adgenius.host.server.creative.GenerationBody.TemplateBody;
import com.adgenius.plugin.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A creative as the API shows it. Every text in it is plain text. */
record CreativeBody(
        String id,
        String name,
        String campaignId,
        String kind,

        @Schema(allowableValues = {"queued", "running", "ready", "failed", "cancelled"})
        String status,

        String prompt,
        String audience,
        List<String> segments,
        String tone,
        String style,
        String locale,
        List<String> formats,
        int count,
        List<String> referenceIds,
        Map<String, Object> options,

        @Schema(description = "The creative that this one varies; null where it varies none.", nullable = true)
        Optional<String> parentId,

        @Schema(description = "The version of the parent's content that it builds on.", nullable = true)
        Optional<Integer> parentVersion,

        @Schema(description = "What the variation was to change.", nullable = true)
        Optional<String> instruction,

        @Schema(description = "The variations of this creative, the newest first, at most 100.")
        List<String> variationIds,

        String generator,

        @Schema(description = "The version that made it, or is making it.", nullable = true)
        Optional<String> generatorVersion,

        ProgressBody progress,

        @Schema(description = "What was made; empty unless it is ready.")
        List<AssetBody> content,

        @Schema(description = "What the model was asked.", nullable = true)
        Optional<String> engineeredPrompt,

        @Schema(description = "The model that answered.", nullable = true)
        Optional<String> model,

        @Schema(
                description =
                        "The providers and models that answered, each once; what each piece was made by stands in content.")
        List<MakerBody> servedBy,

        @Schema(description = "The templates that the prompt was made from.")
        List<TemplateBody> templates,

        @Schema(description = "What the model was given beside the prompt, its seed for instance.")
        Map<String, Object> parameters,

        List<String> tags,

        @Schema(description = "Why it failed.", nullable = true)
        Optional<CreativeProblem> problem,

        @Schema(description = "What it is expected to cost; null where nothing is charged.", nullable = true)
        Optional<PriceBody> price,

        @Schema(description = "Names the content; approve it by this. Null unless it is ready.", nullable = true)
        Optional<String> contentHash,

        @Schema(description = "Which version of the content it is, from 1; see its history.")
        int contentVersion,

        ApprovalBody approval,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,

        @Schema(nullable = true) Optional<Instant> startedAt,
        @Schema(nullable = true) Optional<Instant> finishedAt,

        @Schema(description = "When it was removed; null unless it is.", nullable = true)
        Optional<Instant> deletedAt,

        @Schema(description = "Until when it can be restored; null unless it was removed.", nullable = true)
        Optional<Instant> restorableUntil,

        @Schema(description = "Send it as If-Match to change the creative.")
        long revision) {

    static CreativeBody of(Creative creative, Estimate estimate, List<String> variationIds) {
        CreativeOrder order = creative.order();
        GenerationBody generation = GenerationBody.of(creative);
        return new CreativeBody(
                creative.id(),
                creative.name(),
                creative.campaignId(),
                creative.kind().value(),
                creative.status().value(),
                order.prompt(),
                order.audience(),
                order.segments(),
                order.tone(),
                order.style(),
                order.locale(),
                order.formats(),
                order.count(),
                order.referenceIds(),
                order.options(),
                order.parent().map(Parent::id),
                order.parent().map(Parent::version),
                order.parent().map(Parent::instruction),
                variationIds,
                creative.generator(),
                creative.generatorVersion(),
                ProgressBody.of(creative.progress(), estimate),
                AssetBody.of(creative),
                generation.engineeredPrompt(),
                generation.model(),
                MakerBody.of(creative),
                generation.templates(),
                generation.parameters(),
                creative.tags(),
                creative.problem(),
                creative.price().map(PriceBody::of),
                creative.contentHash(),
                creative.review().version(),
                ApprovalBody.of(creative),
                creative.createdBy(),
                creative.times().createdAt(),
                creative.times().updatedAt(),
                creative.times().startedAt(),
                creative.times().finishedAt(),
                creative.review().deletedAt(),
                creative.review().deletedAt().map(Undo::until),
                creative.revision());
    }

    @Schema(name = "Approval", description = "What was decided about the content. Any change of the creative voids it.")
    record ApprovalBody(
            @Schema(
                    description = "none while nobody has decided; voided after a change.",
                    allowableValues = {"none", "approved", "rejected", "voided"})
            String status,

            @Schema(description = "What was decided about.", nullable = true)
            Optional<String> contentHash,

            @Schema(description = "The user's id.", nullable = true)
            Optional<String> by,

            @Schema(nullable = true) Optional<Instant> at,

            @Schema(description = "Why it was rejected; empty where nobody said.")
            String reason) {

        static ApprovalBody of(Creative creative) {
            Optional<Approval> approval = creative.approval();
            return new ApprovalBody(
                    approval.map(Approval::status).map(Approval.Status::value).orElse(Approval.NONE),
                    approval.map(Approval::contentHash),
                    approval.map(Approval::by),
                    approval.map(Approval::at),
                    approval.map(Approval::reason).orElse(""));
        }
    }

    record ProgressBody(
            @Schema(
                    description =
                            "queued; then running, and what the generator does, in its own words; storing; ready. Where"
                                    + " it failed or was cancelled, the stage before.")
            String stage,

            @Schema(
                    description = "Of the whole work, never less than before in the same run.",
                    minimum = "0",
                    maximum = "1")
            double fraction,

            @Schema(
                    description = "The jobs that workers take before this one; null unless it is queued.",
                    nullable = true)
            Optional<Integer> jobsAhead,

            @Schema(
                    description =
                            "Half of such creatives are ready after that many seconds from now; null where that is not"
                                    + " known, and where it has ended.",
                    nullable = true)
            Optional<Double> secondsP50,

            @Schema(description = "Nine of ten are ready after that many seconds from now.", nullable = true)
            Optional<Double> secondsP90) {

        static ProgressBody of(Creative.Progress progress, Estimate estimate) {
            return new ProgressBody(
                    progress.stage(),
                    progress.fraction(),
                    estimate.jobsAhead().stream().boxed().findFirst(),
                    estimate.secondsP50(),
                    estimate.secondsP90());
        }
    }

    record PriceBody(@Schema(description = "A decimal.") String amount, String currency) {

        static PriceBody of(Money money) {
            return new PriceBody(
                    money.amount().toPlainString(), money.currency().getCurrencyCode());
        }
    }

    @Schema(description = "Copy has fields; a picture or a video has a media type, a size and an address.")
    record AssetBody(
            String format,
            int variant,

            @Schema(
                    description = "The audience segment that it addresses; null where it addresses them all.",
                    nullable = true)
            Optional<String> segment,

            @Schema(description = "Texts by the platform's name for them.", nullable = true)
            Optional<Map<String, List<String>>> fields,

            @Schema(nullable = true) Optional<String> mediaType,
            @Schema(nullable = true) Optional<Long> size,
            @Schema(nullable = true) Optional<Integer> width,
            @Schema(nullable = true) Optional<Integer> height,
            @Schema(nullable = true) Optional<Double> durationSeconds,
            @Schema(nullable = true) Optional<String> description,

            @Schema(
                    description =
                            "Who made it, as it was generated; null where the generator, asking several, did not say.",
                    nullable = true)
            Optional<MakerBody> servedBy,

            @Schema(description = "Where its content is.") String url) {

        static List<AssetBody> of(Creative creative) {
            return creative.result().stream()
                    .flatMap(result -> result.assets().stream())
                    .map(asset -> of(creative, asset))
                    .toList();
        }

        static AssetBody of(Creative creative, CreativeAsset asset) {
            Optional<String> segment = creative.order().segment(asset.variant(), variants(creative, asset.format()));
            Optional<MakerBody> maker =
                    creative.result().flatMap(result -> result.maker(asset)).map(MakerBody::of);
            String url = "/api/v1/creatives/" + creative.id() + "/content?format=" + asset.format() + "&variant="
                    + asset.variant();
            return switch (asset) {
                case CreativeAsset.Copy copy ->
                    new AssetBody(
                            copy.format(),
                            copy.variant(),
                            segment,
                            Optional.of(copy.fields()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            maker,
                            url);
                case CreativeAsset.MediaAsset media ->
                    new AssetBody(
                            media.format(),
                            media.variant(),
                            segment,
                            Optional.empty(),
                            Optional.of(media.mediaType()),
                            Optional.of(media.size()),
                            Optional.of(media.width()),
                            Optional.of(media.height()),
                            media.duration().map(AssetBody::seconds),
                            Optional.of(media.description()),
                            maker,
                            url);
            };
        }

        private static int variants(Creative creative, String format) {
            return (int) creative.result().stream()
                    .flatMap(result -> result.assets().stream())
                    .filter(asset -> asset.format().equals(format))
                    .count();
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1000.0;
        }
    }
}
