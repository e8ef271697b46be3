package com.adgenius.host.server.context;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.server.provider.Candidate;
import com.adgenius.host.server.provider.Circuits.Entrance;
import com.adgenius.host.server.provider.Circuits.Passage;
import com.adgenius.host.server.provider.Circuits.Place;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.host.server.provider.OpenCircuit;
import com.adgenius.host.server.scope.TenantScope;
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
 * vectors of different models are not comparable. One that failed again and again is left alone, as by generators.
 */
public final class TenantEmbeddings {

    private final Providers providers;
    private final ModelProviders order;

    TenantEmbeddings(Providers providers, ModelProviders order) {
        this.providers = requireNonNull(providers, "providers is null");
        this.order = requireNonNull(order, "order is null");
    }

    /**
     * What was embedded.
     *
     * @param vectors one for each input, in their order
     * @param use who did it, and what it used
     */
    public record Embedded(List<List<Float>> vectors, ModelUse use) {

        public Embedded {
            vectors = List.copyOf(vectors);
            requireNonNull(use, "use is null");
        }
    }

    /** The plugin whose model comes first in the tenant's order; empty where none is switched on and set up. */
    public Optional<String> first() {
        return order.now().candidates(ModelKind.EMBEDDING, order.order()).stream()
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
     * @throws PluginException what the plugin said, or when it was last asked where it is left alone since;
     *     {@link FailureCode#INVALID_RESULT} for vectors that are none
     */
    public Embedded embed(String provider, List<EmbeddingInput> inputs, EmbeddingPurpose purpose, Duration limit)
            throws PluginException, InterruptedException {
        EmbeddingRequest request = new EmbeddingRequest(inputs, purpose);
        Providers.Answered<EmbeddingResponse> answered = CircuitCall.through(
                passage(provider),
                () -> providers.ask(
                        provider,
                        EmbeddingModel.class,
                        Entry.EMBED.withDeadline(limit),
                        (model, context) -> model.embed(request, context)));
        EmbeddingResponse response = answered.answer();
        requireVectors(response, inputs.size());
        return new Embedded(
                response.vectors(),
                new ModelUse(provider, answered.version(), false, response.usage(), Optional.empty()));
    }

    private Passage passage(String provider) throws PluginException {
        Candidate candidate = order.now()
                .find(ModelKind.EMBEDDING, provider)
                .orElseThrow(
                        () -> ProviderException.unserved("Model provider \"" + provider + "\" does not serve now"));
        if (!candidate.configured()) {
            throw new PluginException(FailureCode.NO_PROVIDER, candidate.lacking() + "; an administrator sets them");
        }
        Place place = new Place(TenantScope.current().slug(), provider, ModelKind.EMBEDDING);
        return switch (order.circuits().enter(place, candidate.setup())) {
            case Entrance.Open(Passage passage) -> passage;
            case Entrance.Refused(OpenCircuit circuit) ->
                throw new PluginException(circuit.code(), circuit.leftAlone());
        };
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
