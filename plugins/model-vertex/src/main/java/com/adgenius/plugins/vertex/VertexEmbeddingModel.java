package com.adgenius.plugins.vertex;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.EmbeddingInput;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.vertex.catalogue.CallShape;
import com.adgenius.plugins.vertex.catalogue.Model;
import com.adgenius.plugins.vertex.connection.Session;
import com.adgenius.plugins.vertex.embedding.Vectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** Embeds texts and pictures by the multimodal model, whose vectors have 1,408 numbers, or by Gemini's embeddings. */
@Extension
public final class VertexEmbeddingModel implements EmbeddingModel {

    private static final Duration DEADLINE = Duration.ofSeconds(110);

    private final VertexPlugin plugin;

    /** Embeds by the plugin's connections. */
    public VertexEmbeddingModel(VertexPlugin plugin) {
        this.plugin = requireNonNull(plugin, "plugin is null");
    }

    @Override
    public String settingsSchema() {
        return plugin.settingsSchema();
    }

    @Override
    public boolean readsPictures(TenantContext context) throws PluginException {
        return plugin.vertex().model(ModelKind.EMBEDDING, context).endpoint().isEmpty();
    }

    @Override
    public EmbeddingResponse embed(EmbeddingRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        if (!readsPictures(context)) {
            request.texts();
        }
        for (EmbeddingInput input : request.inputs()) {
            if (input instanceof EmbeddingInput.Text(String text) && text.isBlank()) {
                throw new PluginException(FailureCode.INVALID_INPUT, "An empty text has no vector; leave it out");
            }
        }
        return plugin.vertex()
                .ask(ModelKind.EMBEDDING, DEADLINE, context, session -> embed(request, context.blobs(), session));
    }

    private static EmbeddingResponse embed(EmbeddingRequest request, Blobs blobs, Session session)
            throws PluginException, InterruptedException {
        Vectors vectors = Vectors.by(session);
        List<List<Float>> made = new ArrayList<>();
        Map<String, Long> quantities = new LinkedHashMap<>();
        for (EmbeddingInput input : request.inputs()) {
            switch (input) {
                case EmbeddingInput.Text(String text) -> {
                    made.add(text(text, vectors, session.model()));
                    quantities.merge("texts", 1L, Long::sum);
                    quantities.merge("characters", (long) text.codePointCount(0, text.length()), Long::sum);
                }
                case EmbeddingInput.Picture(Blob blob) -> {
                    made.add(picture(picture(blob, blobs), vectors, session.model()));
                    quantities.merge("images", 1L, Long::sum);
                }
            }
        }
        if (vectors.tokens() > 0) {
            quantities.put("input_tokens", vectors.tokens());
        }
        return new EmbeddingResponse(made, new ModelUsage(session.model().id(), quantities));
    }

    private static List<Float> text(String text, Vectors vectors, Model model)
            throws PluginException, InterruptedException {
        return switch (model.call()) {
            case PREDICT -> vectors.predict(text);
            case EMBED_CONTENT -> vectors.embedContent(text);
            case GENERATE_CONTENT, PREDICT_LONG_RUNNING ->
                throw Vertex.uncallable(model, CallShape.PREDICT, CallShape.EMBED_CONTENT);
        };
    }

    private static List<Float> picture(ReferencePicture picture, Vectors vectors, Model model)
            throws PluginException, InterruptedException {
        return model.call() == CallShape.PREDICT ? vectors.predict(picture) : vectors.embedContent(picture);
    }

    private static ReferencePicture picture(Blob blob, Blobs blobs) throws PluginException {
        List<ReferencePicture> read = ReferencePicture.read(List.of(blob), 1, blobs);
        if (read.isEmpty()) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT,
                    "A picture of the type " + blob.mediaType() + " cannot be embedded; give a PNG or a JPEG");
        }
        return read.getFirst();
    }
}
