package com.adgenius.plugins.openai;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The request for a chat completion. Instructions are the system's words, the prompt the user's; neither is changed. */
final class ChatRequest {

    private ChatRequest() {}

    /** The body of the request. */
    static Map<String, Object> of(TextRequest request, Optional<AnswerForm> form, String model, ServerSettings settings)
            throws PluginException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put("messages", messages(request, form));
        form.flatMap(AnswerForm::responseFormat).ifPresent(format -> body.put("response_format", format));
        if (request.parameters().get("temperature") instanceof Number temperature) {
            body.put("temperature", temperature);
        }
        whole(request, "seed").ifPresent(seed -> body.put("seed", seed));
        whole(request, "max_output_tokens")
                .or(() -> settings.whole("max_output_tokens").map(Integer::longValue))
                .ifPresent(limit -> body.put(settings.choice("output_limit_field"), limit));
        return body;
    }

    /** The same request, for an answer in pieces. */
    static Map<String, Object> streamed(Map<String, Object> body) {
        Map<String, Object> streamed = new LinkedHashMap<>(body);
        streamed.put("stream", true);
        streamed.put("stream_options", Map.of("include_usage", true));
        return streamed;
    }

    private static List<Map<String, Object>> messages(TextRequest request, Optional<AnswerForm> form) {
        List<String> rules = new ArrayList<>();
        if (!request.instructions().isBlank()) {
            rules.add(request.instructions());
        }
        form.flatMap(AnswerForm::instructions).ifPresent(rules::add);
        List<Map<String, Object>> messages = new ArrayList<>();
        if (!rules.isEmpty()) {
            messages.add(Map.of("role", "system", "content", String.join("\n\n", rules)));
        }
        messages.add(Map.of("role", "user", "content", request.prompt()));
        return messages;
    }

    private static Optional<Long> whole(TextRequest request, String name) throws PluginException {
        if (!(request.parameters().get(name) instanceof Number number)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(number.toString()).longValueExact());
        } catch (ArithmeticException _) {
            throw new PluginException(
                    FailureCode.INVALID_INPUT, "The parameter " + name + " must be a whole number, not " + number);
        }
    }
}
