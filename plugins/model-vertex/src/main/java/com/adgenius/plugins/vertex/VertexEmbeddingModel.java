package com.adgenius.plugins.vertex;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.vertex.catalogue.CallShape;
import com.adgenius.plugins.vertex.connection.Session;
import com.adgenius.plugins.vertex.embedding.Vectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** Embeds texts by the multimodal model, whose vectors have 1,408 numbers, or by Gemini's embeddings. */
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
    public EmbeddingResponse embed(List<String> texts, TenantContext context)
            throws PluginException, InterruptedException {
        for (String text : texts) {
            if (text.isBlank()) {
                throw new PluginException(FailureCode.INVALID_INPUT, "An empty text has no vector; leave it out");
            }
        }
        return plugin.vertex().ask(ModelKind.EMBEDDING, DEADLINE, context, session -> embed(texts, session));
    }

    private static EmbeddingResponse embed(List<String> texts, Session session)
            throws PluginException, InterruptedException {
        Vectors vectors = Vectors.by(session);
        List<List<Float>> made = new ArrayList<>();
        long characters = 0;
        for (String text : texts) {
            made.add(
                    switch (session.model().call()) {
                        case PREDICT -> vectors.predict(text);
                        case EMBED_CONTENT -> vectors.embedContent(text);
                        case GENERATE_CONTENT, PREDICT_LONG_RUNNING ->
                            throw Vertex.uncallable(session.model(), CallShape.PREDICT, CallShape.EMBED_CONTENT);
                    });
            characters += text.codePointCount(0, text.length());
        }
        Map<String, Long> quantities = new LinkedHashMap<>();
        quantities.put("texts", (long) texts.size());
        quantities.put("characters", characters);
        if (vectors.tokens() > 0) {
            quantities.put("input_tokens", vectors.tokens());
        }
        return new EmbeddingResponse(made, new ModelUsage(session.model().id(), quantities));
    }
}
