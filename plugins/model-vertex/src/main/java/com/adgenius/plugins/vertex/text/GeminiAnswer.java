package com.adgenius.plugins.vertex.text;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugins.vertex.Json;
import com.adgenius.plugins.vertex.SafetyFilter;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import com.google.cloud.vertexai.api.Candidate;
import com.google.cloud.vertexai.api.GenerateContentResponse;
import com.google.cloud.vertexai.api.Part;
import com.google.cloud.vertexai.api.SafetyRating;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer of Gemini's, which comes whole or in pieces. */
public final class GeminiAnswer {

    private final String model;
    private final TextModel.Sink sink;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Long> quantities = new LinkedHashMap<>();
    private Candidate.FinishReason finish = Candidate.FinishReason.FINISH_REASON_UNSPECIFIED;

    /**
     * An answer of which nothing came yet.
     *
     * @param model the id of the model that was asked
     * @param sink hears each piece of text
     */
    public GeminiAnswer(String model, TextModel.Sink sink) {
        this.model = requireNonNull(model, "model is null");
        this.sink = requireNonNull(sink, "sink is null");
    }

    /**
     * Takes what came.
     *
     * @throws PluginException {@link FailureCode#BLOCKED} when a safety filter stopped the request or the answer
     */
    public void take(GenerateContentResponse piece) throws PluginException {
        if (piece.hasUsageMetadata()) {
            quantities.put("input_tokens", (long) piece.getUsageMetadata().getPromptTokenCount());
            quantities.put("output_tokens", output(piece.getUsageMetadata()));
        }
        if (piece.getCandidatesCount() == 0) {
            GenerateContentResponse.PromptFeedback feedback = piece.getPromptFeedback();
            if (feedback.getBlockReasonValue() != 0) {
                throw SafetyFilter.ofRequest(model, feedback.getBlockReason().name(), feedback.getBlockReasonMessage());
            }
            return;
        }
        Candidate candidate = piece.getCandidates(0);
        if (candidate.getFinishReasonValue() != 0) {
            finish = candidate.getFinishReason();
            if (SafetyFilter.blocks(finish.name())) {
                throw SafetyFilter.ofAnswer(model, finish.name(), harms(candidate));
            }
        }
        for (Part part : candidate.getContent().getPartsList()) {
            if (part.hasText() && !part.getThought() && !part.getText().isEmpty()) {
                text.append(part.getText());
                sink.write(part.getText());
            }
        }
    }

    /**
     * The whole answer, after its last piece.
     *
     * @param json whether JSON was asked for
     * @throws PluginException {@link FailureCode#INVALID_RESULT} when it is cut, empty or not what was asked for
     */
    public TextResponse finished(boolean json) throws PluginException {
        if (finish == Candidate.FinishReason.MAX_TOKENS) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    model + " reached the limit of its answer before it was done; ask for less, or raise "
                            + "max_output_tokens");
        }
        if (text.isEmpty()) {
            throw RemoteFailureException.unreadable(model, "it holds no text (" + finish.name() + ")");
        }
        if (finish != Candidate.FinishReason.STOP) {
            throw RemoteFailureException.unreadable(model, "it ended early (" + finish.name() + ")");
        }
        if (json) {
            requireJson();
        }
        return new TextResponse(text.toString(), new ModelUsage(model, quantities));
    }

    private void requireJson() throws PluginException {
        try {
            Json.parse(text.toString());
        } catch (IOException e) {
            throw RemoteFailureException.unreadable(model, "JSON was asked for, and it is none");
        }
    }

    /** Thinking is billed as output. */
    private static long output(GenerateContentResponse.UsageMetadata usage) {
        return (long) usage.getCandidatesTokenCount() + usage.getThoughtsTokenCount();
    }

    private static List<String> harms(Candidate candidate) {
        return candidate.getSafetyRatingsList().stream()
                .filter(SafetyRating::getBlocked)
                .map(rating -> rating.getCategory().name())
                .toList();
    }
}
