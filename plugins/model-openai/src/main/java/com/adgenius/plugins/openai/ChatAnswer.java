package com.adgenius.plugins.openai;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextResponse;
import java.util.Map;
import java.util.Optional;

/**
 * What a model said in a chat.
 *
 * @param content its words, empty where it said nothing
 * @param refusal why it refused, empty where it did not
 * @param finish why it stopped, empty where that was not said
 * @param usage what it used
 */
record ChatAnswer(String content, String refusal, String finish, ModelUsage usage) {

    /** A whole answer. */
    static ChatAnswer of(Map<String, Object> answer, String model) {
        Map<String, Object> choice = Json.list(answer, "choices").stream()
                .findFirst()
                .map(Json::object)
                .orElse(Map.of());
        Map<String, Object> message = Json.object(choice, "message");
        return new ChatAnswer(
                Json.text(message, "content").orElse(""),
                Json.text(message, "refusal").orElse(""),
                Json.text(choice, "finish_reason").orElse(""),
                Usage.of(answer, model));
    }

    /**
     * The answer in the form that was asked for.
     *
     * @throws PluginException where the model refused, was cut off, or said something else
     */
    TextResponse response(Optional<AnswerForm> form) throws PluginException {
        String model = usage.model();
        if (!refusal.isEmpty() || finish.equals("content_filter")) {
            throw new PluginException(
                    FailureCode.BLOCKED,
                    refusal.isEmpty()
                            ? "The answer of " + model + " was held back by a filter of its server; change the brief"
                            : model + " refused to write this; change the brief");
        }
        if (finish.equals("length")) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    "The answer of " + model
                            + " was cut off at its longest length; ask for fewer variants or formats, or"
                            + " let an administrator raise max_output_tokens in the settings of model-openai");
        }
        if (content.isBlank()) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT, model + " answered without a word; try again, or choose another model");
        }
        return new TextResponse(form.isPresent() ? form.get().read(content, model) : content, usage);
    }
}
