package com.adgenius.plugins.text;

import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gives one answer after another, the last one again and again, and keeps what it was asked. */
final class ScriptedModel implements TextModel {

    private final List<Function<TextRequest, String>> answers;
    private final List<TextRequest> requests = new ArrayList<>();

    ScriptedModel(List<Function<TextRequest, String>> answers) {
        this.answers = List.copyOf(answers);
    }

    @Override
    public TextResponse generate(TextRequest request, TenantContext context) {
        requests.add(request);
        String answer =
                answers.get(Math.min(requests.size(), answers.size()) - 1).apply(request);
        return new TextResponse(answer, new ModelUsage("scripted-1", Map.of()));
    }

    List<TextRequest> requests() {
        return List.copyOf(requests);
    }
}
