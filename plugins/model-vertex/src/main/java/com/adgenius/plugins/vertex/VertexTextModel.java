package com.adgenius.plugins.vertex;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugins.vertex.catalogue.CallShape;
import com.adgenius.plugins.vertex.connection.Session;
import com.adgenius.plugins.vertex.text.GeminiAnswer;
import com.adgenius.plugins.vertex.text.GeminiRequest;
import java.time.Duration;
import org.pf4j.Extension;

/** Writes by Gemini. With a response schema the answer is JSON, made by that schema as far as Gemini reads it. */
@Extension
public final class VertexTextModel implements TextModel {

    /** The host interrupts after two minutes; before that the tenant is told why. */
    private static final Duration DEADLINE = Duration.ofSeconds(110);

    private final VertexPlugin plugin;

    /** Writes by the plugin's connections. */
    public VertexTextModel(VertexPlugin plugin) {
        this.plugin = requireNonNull(plugin, "plugin is null");
    }

    @Override
    public String settingsSchema() {
        return plugin.settingsSchema();
    }

    @Override
    public TextResponse generate(TextRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        return plugin.vertex().ask(ModelKind.TEXT, DEADLINE, context, session -> {
            requireGemini(session);
            GeminiAnswer answer = new GeminiAnswer(session.model().id(), piece -> {});
            answer.take(session.generateContent(GeminiRequest.of(request, session, context)));
            return answer.finished(!request.responseSchema().isBlank());
        });
    }

    @Override
    public TextResponse stream(TextRequest request, Sink sink, TenantContext context)
            throws PluginException, InterruptedException {
        return plugin.vertex().ask(ModelKind.TEXT, DEADLINE, context, session -> {
            requireGemini(session);
            GeminiAnswer answer = new GeminiAnswer(session.model().id(), sink);
            session.streamGenerateContent(GeminiRequest.of(request, session, context), answer::take);
            return answer.finished(!request.responseSchema().isBlank());
        });
    }

    private static void requireGemini(Session session) throws PluginException {
        if (session.model().call() != CallShape.GENERATE_CONTENT) {
            throw Vertex.uncallable(session.model(), CallShape.GENERATE_CONTENT);
        }
    }
}
