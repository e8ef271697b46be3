package com.adgenius.plugin;

import java.util.Set;
import org.pf4j.ExtensionPoint;

/** A provider of embeddings. Called from many threads at once; a call has 2 minutes unless the operator set another limit. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public interface EmbeddingModel extends ExtensionPoint {

    /** The JSON Schema of the tenant's settings for the plugin; see {@link CreativeGenerator#settingsSchema}. */
    default String settingsSchema() {
        return "";
    }

    /**
     * The names of the settings and secrets, beside those that {@link #settingsSchema} requires, without which this model
     * can serve no tenant. While one is not set, the tenant's other providers are asked. Asked once, when the instance is
     * activated.
     */
    default Set<String> neededSettings() {
        return Set.of();
    }

    /** Whether the model that the tenant's settings name embeds pictures too. */
    default boolean readsPictures(TenantContext context) throws PluginException {
        return false;
    }

    /**
     * Embeds each input, in their order. All vectors of one model have the same dimension.
     *
     * @throws PluginException {@link FailureCode#INVALID_INPUT} for a blank text, and for a picture where the model does
     *     not read pictures
     */
    EmbeddingResponse embed(EmbeddingRequest request, TenantContext context)
            throws PluginException, InterruptedException;
}
