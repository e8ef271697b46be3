package com.adgenius.host.server.context;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.server.provider.Candidate;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.plugin.EmbeddingInput;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The embedding models of a tenant, for the host. Who is asked is said each time, and nobody else answers in their place:
 * vectors of different models are not comparable.
 */
public final class TenantEmbeddings {

    private final ModelProviders models;
    private final Providers providers;

    TenantEmbeddings(ModelProviders models, Providers providers) {
        this.models = requireNonNull(models, "models is null");
        this.providers = requireNonNull(providers, "providers is null");
    }

    /** The plugin whose model comes first in the tenant's order, of those that are set up; empty where there is none. */
    public Optional<String> first() {
        return models.now().candidates(ModelKind.EMBEDDING, models.order()).stream()
                .filter(Candidate::configured)
                .map(Candidate::pluginId)
                .findFirst();
    }

    /** Whether the plugin's model embeds pictures too, as the tenant has set it. */
    public boolean readsPictures(String provider) throws PluginException, InterruptedException {
        return providers
                .ask(provider, EmbeddingModel.class, Entry.EMBED, (model, context) -> model.readsPictures(context))
                .answer();
    }

    /**
     * One vector for each input, all of the same dimension.
     *
     * @param limit how long it may take
     * @throws PluginException what the plugin said, or {@link FailureCode#INVALID_RESULT} for vectors that are none
     */
    public EmbeddingResponse embed(
            String provider, List<EmbeddingInput> inputs, EmbeddingPurpose purpose, Duration limit)
            throws PluginException, InterruptedException {
        EmbeddingRequest request = new EmbeddingRequest(inputs, purpose);
        EmbeddingResponse response = providers
                .ask(
                        provider,
                        EmbeddingModel.class,
                        Entry.EMBED.withDeadline(limit),
                        (model, context) -> model.embed(request, context))
                .answer();
        requireVectors(response, inputs.size());
        return response;
    }

    private static void requireVectors(EmbeddingResponse response, int count) throws PluginException {
        List<List<Float>> vectors = response.vectors();
        int dimension = vectors.isEmpty() ? 0 : vectors.getFirst().size();
        boolean alike = vectors.stream()
                .allMatch(
                        vector -> vector.size() == dimension && vector.stream().allMatch(Float::isFinite));
        if (vectors.size() != count || dimension == 0 || !alike) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    "The embedding model gave " + vectors.size() + " vectors for " + count
                            + " inputs, or such as have no numbers or another dimension than the first");
        }
    }
}
