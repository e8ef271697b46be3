package com.adgenius.plugin;

import java.util.Set;
import org.pf4j.ExtensionPoint;

/** A provider of pictures. Called from many threads at once; a call has 5 minutes unless the operator set another limit. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface ImageModel extends ExtensionPoint {

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

    /** Makes one picture, as close to the wished size as the model can. */
    ImageResponse generate(ImageRequest request, TenantContext context) throws PluginException, InterruptedException;
}
