package com.adgenius.plugin;

import org.pf4j.ExtensionPoint;

/** A provider of pictures. Called from many threads at once; a call has 5 minutes unless the operator set another limit. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface ImageModel extends ExtensionPoint {

    /** The JSON Schema of the tenant's settings for the plugin; see {@link CreativeGenerator#settingsSchema}. */
    default String settingsSchema() {
        return "";
    }

    /** Makes one picture, as close to the wished size as the model can. */
    ImageResponse generate(ImageRequest request, TenantContext context) throws PluginException, InterruptedException;
}
