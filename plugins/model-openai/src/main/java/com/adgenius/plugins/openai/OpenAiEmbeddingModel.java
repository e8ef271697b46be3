package com.adgenius.plugins.openai;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.openai.ServerSettings.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pf4j.Extension;

/** Asks the tenant's server for embeddings, some texts at a time, all within one deadline. */
@Extension
public final class OpenAiEmbeddingModel implements EmbeddingModel {

    private static final int LONGEST_ANSWER = 64_000_000;

    private final Backoff backoff;

    /** Needs nothing. */
    public OpenAiEmbeddingModel() {
        this(Backoff.GROWING);
    }

    OpenAiEmbeddingModel(Backoff backoff) {
        this.backoff = requireNonNull(backoff, "backoff is null");
    }

    @Override
    public String settingsSchema() {
        return ServerSettings.SCHEMA;
    }

    @Override
    public Set<String> neededSettings() {
        return Set.of(ServerSettings.modelSetting(ModelKind.EMBEDDING));
    }

    @Override
    public EmbeddingResponse embed(EmbeddingRequest asked, TenantContext context)
            throws PluginException, InterruptedException {
        ServerSettings settings = ServerSettings.of(context);
        String model = settings.model(ModelKind.EMBEDDING);
        List<String> texts = asked.texts();
        ModelServer server =
                new ModelServer(settings, context.http(), backoff, Deadline.in(settings.timeout(ModelKind.EMBEDDING)));
        EmbeddingAnswers answers =
                new EmbeddingAnswers(model, settings.whole("embedding_dimensions"), settings.shown());
        int batch = settings.whole("embedding_batch").orElseThrow();
        for (int from = 0; from < texts.size(); from += batch) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + batch));
            answers.add(
                    server.ask(Operation.EMBEDDINGS, model, request(some, model, settings), LONGEST_ANSWER),
                    some.size());
        }
        return answers.response();
    }

    private static Map<String, Object> request(List<String> texts, String model, ServerSettings settings) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model", model);
        request.put("input", new ArrayList<>(texts));
        request.put("encoding_format", "float");
        if (settings.flag("embedding_dimensions_requested")) {
            settings.whole("embedding_dimensions").ifPresent(dimensions -> request.put("dimensions", dimensions));
        }
        return request;
    }
}
