package com.adgenius.plugins.openai;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugins.openai.ServerSettings.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Asks the tenant's server for text. With a response schema the answer has the schema's structure; see
 * {@link SchemaCheck} for what that holds.
 */
@Extension
public final class OpenAiTextModel implements TextModel {

    private static final int LONGEST_ANSWER = 8_000_000;

    private final Backoff backoff;

    /** Needs nothing. */
    public OpenAiTextModel() {
        this(Backoff.GROWING);
    }

    OpenAiTextModel(Backoff backoff) {
        this.backoff = requireNonNull(backoff, "backoff is null");
    }

    @Override
    public String settingsSchema() {
        return ServerSettings.SCHEMA;
    }

    @Override
    public Set<String> neededSettings() {
        return Set.of(ServerSettings.modelSetting(ModelKind.TEXT));
    }

    @Override
    public TextResponse generate(TextRequest request, TenantContext context)
            throws PluginException, InterruptedException {
        ServerSettings settings = ServerSettings.of(context);
        String model = settings.model(ModelKind.TEXT);
        Optional<AnswerForm> form = AnswerForm.of(request.responseSchema(), settings);
        Map<String, Object> body = ChatRequest.of(request, form, pictures(request, settings, context), model, settings);
        Map<String, Object> answer = server(settings, context).ask(Operation.CHAT, model, body, LONGEST_ANSWER);
        return ChatAnswer.of(answer, model).response(form);
    }

    /** An answer with a schema is written whole, as it is checked before anybody sees it. */
    @Override
    public TextResponse stream(TextRequest request, Sink sink, TenantContext context)
            throws PluginException, InterruptedException {
        if (!request.responseSchema().isBlank()) {
            return TextModel.super.stream(request, sink, context);
        }
        ServerSettings settings = ServerSettings.of(context);
        String model = settings.model(ModelKind.TEXT);
        Map<String, Object> body = ChatRequest.streamed(
                ChatRequest.of(request, Optional.empty(), pictures(request, settings, context), model, settings));
        return server(settings, context).stream(
                        Operation.CHAT,
                        model,
                        body,
                        stream -> ChatStream.read(stream, LONGEST_ANSWER, settings, model, sink))
                .response(Optional.empty());
    }

    private static List<Map<String, Object>> pictures(
            TextRequest request, ServerSettings settings, TenantContext context) throws PluginException {
        return settings.flag("text_model_reads_pictures")
                ? ShownPictures.parts(request.references(), context.blobs())
                : List.of();
    }

    private ModelServer server(ServerSettings settings, TenantContext context) {
        return new ModelServer(settings, context.http(), backoff, Deadline.in(settings.timeout(ModelKind.TEXT)));
    }
}
