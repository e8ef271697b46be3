package com.adgenius.plugins.vertex;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.vertex.catalogue.CallShape;
import com.adgenius.plugins.vertex.image.GeminiPicture;
import com.adgenius.plugins.vertex.image.ImagenPicture;
import java.time.Duration;
import org.pf4j.Extension;

/** Makes pictures by Gemini or Imagen, of the shape among theirs that is nearest to the one asked for. */
@Extension
public final class VertexImageModel implements ImageModel {

    /** The host interrupts after five minutes; before that the tenant is told why. */
    private static final Duration DEADLINE = Duration.ofSeconds(280);

    private final VertexPlugin plugin;

    /** Makes pictures by the plugin's connections. */
    public VertexImageModel(VertexPlugin plugin) {
        this.plugin = requireNonNull(plugin, "plugin is null");
    }

    @Override
    public String settingsSchema() {
        return plugin.settingsSchema();
    }

    @Override
    public ImageResponse generate(ImageRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        return plugin.vertex().ask(ModelKind.IMAGE, DEADLINE, context, session -> switch (session.model()
                .call()) {
            case GENERATE_CONTENT -> GeminiPicture.make(request, session, context);
            case PREDICT -> ImagenPicture.make(request, session, context);
            case PREDICT_LONG_RUNNING, EMBED_CONTENT ->
                throw Vertex.uncallable(session.model(), CallShape.GENERATE_CONTENT, CallShape.PREDICT);
        });
    }
}
