package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.ModelUse;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.context.TenantEmbeddings;
import com.adgenius.host.server.context.TenantEmbeddings.Embedded;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.search.Points.Vectors;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.plugin.EmbeddingInput;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The vectors of the tenant in scope, made by its embedding models. */
final class Embeddings {

    private static final System.Logger LOG = System.getLogger(Embeddings.class.getName());
    private static final Duration CREATIVE = Duration.ofMinutes(1);
    private static final Duration QUESTION = Duration.ofSeconds(8);

    private final TenantContexts contexts;
    private final TenantMetering metering;

    Embeddings(TenantContexts contexts, TenantMetering metering) {
        this.contexts = requireNonNull(contexts, "contexts is null");
        this.metering = requireNonNull(metering, "metering is null");
    }

    /** What became of asking a model for a creative's vectors. */
    sealed interface Answer {

        /**
         * It gave them.
         *
         * @param embedder whose they are
         * @param vectors the vectors
         */
        record Made(Embedder embedder, Vectors vectors) implements Answer {}

        /**
         * It gave none.
         *
         * @param forGood whether it refused this creative, rather than being away
         */
        record Failed(boolean forGood) implements Answer {}
    }

    /** The plugin whose model comes first; empty where there is none. */
    Optional<String> first() {
        return contexts.embeddings().first();
    }

    /** The vectors of a creative, by that plugin's model as it is set now. */
    Answer of(String provider, IndexedCreative creative) throws InterruptedException {
        TenantEmbeddings models = contexts.embeddings();
        try {
            boolean pictures = models.readsPictures(provider);
            Embedded embedded = embed(
                    models, provider, creative, pictures && creative.picture().isPresent());
            Embedder embedder = embedder(provider, embedded, pictures);
            count(embedder, creative, embedded.use());
            List<List<Float>> vectors = embedded.vectors();
            return new Answer.Made(
                    embedder,
                    new Vectors(
                            Optional.of(vectors.getFirst()),
                            vectors.size() > 1 ? Optional.of(vectors.get(1)) : Optional.empty()));
        } catch (PluginException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Creative " + creative.id() + " is found by its words alone for now: " + provider + ": "
                            + e.getMessage());
            return new Answer.Failed(forGood(e.code()));
        }
    }

    /** A picture that the model does not take does not keep the creative from being found by what it says. */
    private static Embedded embed(TenantEmbeddings models, String provider, IndexedCreative creative, boolean picture)
            throws PluginException, InterruptedException {
        List<EmbeddingInput> inputs = new ArrayList<>();
        inputs.add(new EmbeddingInput.Text(creative.text()));
        if (picture) {
            creative.picture().ifPresent(blob -> inputs.add(new EmbeddingInput.Picture(blob)));
        }
        try {
            return models.embed(provider, inputs, EmbeddingPurpose.DOCUMENT, CREATIVE);
        } catch (PluginException e) {
            if (picture && forGood(e.code())) {
                return models.embed(provider, inputs.subList(0, 1), EmbeddingPurpose.DOCUMENT, CREATIVE);
            }
            throw e;
        }
    }

    private static boolean forGood(FailureCode code) {
        return switch (code) {
            case INVALID_INPUT, BLOCKED, INVALID_RESULT -> true;
            default -> false;
        };
    }

    private static Embedder embedder(String provider, Embedded embedded, boolean pictures) {
        return new Embedder(
                provider,
                embedded.use().usage().model(),
                embedded.vectors().getFirst().size(),
                pictures);
    }

    private void count(Embedder embedder, IndexedCreative creative, ModelUse use) {
        if (!use.usage().quantities().isEmpty()) {
            metering.countIndexing(
                    "search:" + creative.id() + ":" + creative.fingerprint() + ":"
                            + Fingerprint.of(embedder.toString(), 12),
                    creative.id().toString(),
                    List.of(use));
        }
    }

    /** The vector of a question, if that model can still give one. What it used is counted, whatever becomes of the vector. */
    Optional<List<Float>> of(Embedder embedder, String question) throws InterruptedException {
        if (!embedder.present()) {
            return Optional.empty();
        }
        TenantEmbeddings models = contexts.embeddings();
        try {
            Embedded embedded = models.embed(
                    embedder.provider(), List.of(new EmbeddingInput.Text(question)), EmbeddingPurpose.QUERY, QUESTION);
            if (!embedded.use().usage().quantities().isEmpty()) {
                metering.countQuestion("question:" + TimeOrderedId.next(), List.of(embedded.use()));
            }
            return embedder.equals(embedder(embedder.provider(), embedded, embedder.pictures()))
                    ? Optional.of(embedded.vectors().getFirst())
                    : Optional.empty();
        } catch (PluginException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    () -> "A question is answered by its words alone: " + embedder.provider() + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
