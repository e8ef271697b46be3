package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.search.Index.Filling;
import com.adgenius.host.server.search.Index.Target;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** Says how the index of the tenant in scope stands. */
final class IndexReports {

    private final IndexStore store;
    private final Points points;
    private final CreativeSource creatives;
    private final PendingCreatives pending;

    IndexReports(IndexStore store, Points points, CreativeSource creatives, PendingCreatives pending) {
        this.store = requireNonNull(store, "store is null");
        this.points = requireNonNull(points, "points is null");
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.pending = requireNonNull(pending, "pending is null");
    }

    /** How it stands now. */
    IndexBody report() throws InterruptedException {
        Index index = store.find();
        long all = creatives.count();
        long indexed =
                index.serving().isPresent() ? points.count(index.serving().get()) : 0;
        return new IndexBody(
                index.serving().map(Target::embedder).filter(Embedder::present).map(ModelBody::of),
                all,
                indexed,
                pending.count(),
                index.filling().map(filling -> FillingBody.of(filling, all)),
                index.round().endedAt());
    }

    /** How the index stands. */
    record IndexBody(
            @Schema(
                    description = "The model by whose vectors creatives are found; null where words alone are.",
                    nullable = true)
            Optional<ModelBody> model,

            @Schema(description = "Creatives that can be found.")
            long creatives,

            @Schema(description = "Creatives that are indexed.")
            long indexed,

            @Schema(description = "Creatives that are to be indexed again, because Qdrant or the model was away.")
            long pending,

            @Schema(
                    description =
                            "The model that will serve when all creatives are indexed by it; null unless it changed.",
                    nullable = true)
            Optional<FillingBody> filling,

            @Schema(description = "When index and creatives were last compared from end to end.", nullable = true)
            Optional<Instant> comparedAt) {}

    /** A model and the plugin that has it. */
    record ModelBody(String provider, String model, int dimension, boolean pictures) {

        static ModelBody of(Embedder embedder) {
            return new ModelBody(embedder.provider(), embedder.model(), embedder.dimension(), embedder.pictures());
        }
    }

    /** How far the change to another model is. */
    record FillingBody(
            ModelBody model,

            @Schema(description = "Creatives that were looked at.")
            long done,

            @Schema(description = "Creatives that there are.")
            long of,

            Instant since) {

        static FillingBody of(Filling filling, long all) {
            return new FillingBody(ModelBody.of(filling.target().embedder()), filling.done(), all, filling.since());
        }
    }
}
