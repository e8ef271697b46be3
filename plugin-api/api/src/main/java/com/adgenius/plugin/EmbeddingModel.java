package com.adgenius.plugin;

import java.util.List;
import org.pf4j.ExtensionPoint;

/** A provider of embeddings. Called from many threads at once; a call has 2 minutes unless the operator set another limit. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public interface EmbeddingModel extends ExtensionPoint {

    /** The JSON Schema of the tenant's settings for the plugin; see {@link CreativeGenerator#settingsSchema}. */
    default String settingsSchema() {
        return "";
    }

    /** Embeds each text, in their order. All vectors of one model have the same dimension. */
    EmbeddingResponse embed(List<String> texts, TenantContext context) throws PluginException, InterruptedException;
}
