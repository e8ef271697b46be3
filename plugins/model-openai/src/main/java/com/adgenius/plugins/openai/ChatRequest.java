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

/**
 * The request for a chat completion. Instructions are the system's words, the prompt the user's; neither is changed.
 * Pictures are shown by the user, after the prompt.
 */
final class ChatRequest {

    private ChatRequest() {}

    /**
     * The body of the request.
     *
     * @param pictures parts of the user's message; none for a model that reads none
     */
    static Map<String, Object> of(
            TextRequest request,
            Optional<AnswerForm> form,
            List<Map<String, Object>> pictures,
            String model,
            ServerSettings settings)
            throws PluginException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put("messages", messages(request, form, pictures));
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

    private static List<Map<String, Object>> messages(
            TextRequest request, Optional<AnswerForm> form, List<Map<String, Object>> pictures) {
        List<String> rules = new ArrayList<>();
        if (!request.instructions().isBlank()) {
            rules.add(request.instructions());
        }
        form.flatMap(AnswerForm::instructions).ifPresent(rules::add);
        List<Map<String, Object>> messages = new ArrayList<>();
        if (!rules.isEmpty()) {
            messages.add(Map.of("role", "system", "content", String.join("\n\n", rules)));
        }
        messages.add(Map.of("role", "user", "content", content(request.prompt(), pictures)));
        return messages;
    }

    /** A plain text where there is no picture: some servers know no parts. */
    private static Object content(String prompt, List<Map<String, Object>> pictures) {
        if (pictures.isEmpty()) {
            return prompt;
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        parts.add(Map.of("type", "text", "text", prompt));
        parts.addAll(pictures);
        return parts;
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
