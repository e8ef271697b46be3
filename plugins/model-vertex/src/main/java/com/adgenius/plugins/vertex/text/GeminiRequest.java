package com.adgenius.plugins.vertex.text;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugins.vertex.ReferencePicture;
import com.adgenius.plugins.vertex.connection.Session;
import com.google.cloud.vertexai.api.Blob;
import com.google.cloud.vertexai.api.Content;
import com.google.cloud.vertexai.api.GenerateContentRequest;
import com.google.cloud.vertexai.api.GenerationConfig;
import com.google.cloud.vertexai.api.HarmCategory;
import com.google.cloud.vertexai.api.Part;
import com.google.cloud.vertexai.api.SafetySetting;
import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;

/**
 * What Gemini is asked. The instructions stand in a place of their own; the prompt is the text of one part, whole, and
 * reference pictures are parts after it.
 */
public final class GeminiRequest {

    private static final List<HarmCategory> HARMS = List.of(
            HarmCategory.HARM_CATEGORY_HATE_SPEECH,
            HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT,
            HarmCategory.HARM_CATEGORY_HARASSMENT,
            HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT);

    private static final int REFERENCES = 10;
    private static final BigDecimal MOST_TOKENS = BigDecimal.valueOf(Integer.MAX_VALUE);

    private GeminiRequest() {}

    /**
     * The request for a text.
     *
     * @throws PluginException {@link FailureCode#INVALID_INPUT} when a parameter, a picture or the schema cannot be given
     *     to Gemini
     */
    public static GenerateContentRequest of(TextRequest request, Session session, TenantContext context)
            throws PluginException {
        Content.Builder prompt = content(request.prompt()).setRole("user");
        for (ReferencePicture picture : ReferencePicture.read(request.references(), REFERENCES, context.blobs())) {
            prompt.addParts(Part.newBuilder()
                    .setInlineData(Blob.newBuilder()
                            .setMimeType(picture.mediaType())
                            .setData(ByteString.copyFrom(Base64.getDecoder().decode(picture.base64())))));
        }
        GenerateContentRequest.Builder asked = GenerateContentRequest.newBuilder()
                .setModel(session.resource())
                .addContents(prompt)
                .setGenerationConfig(config(request));
        if (!request.instructions().isBlank()) {
            asked.setSystemInstruction(content(request.instructions()));
        }
        if (session.settings().safety().isPresent()) {
            SafetySetting.HarmBlockThreshold threshold = SafetySetting.HarmBlockThreshold.valueOf(
                    session.settings().safety().get());
            HARMS.forEach(harm -> asked.addSafetySettings(
                    SafetySetting.newBuilder().setCategory(harm).setThreshold(threshold)));
        }
        return asked.build();
    }

    private static Content.Builder content(String text) {
        return Content.newBuilder().addParts(Part.newBuilder().setText(text));
    }

    private static GenerationConfig config(TextRequest request) throws PluginException {
        GenerationConfig.Builder config = GenerationConfig.newBuilder();
        if (request.parameters().get("temperature") instanceof BigDecimal temperature) {
            require(temperature.signum() >= 0 && temperature.compareTo(BigDecimal.TWO) <= 0, "temperature", "0 to 2");
            config.setTemperature(temperature.floatValue());
        }
        if (request.parameters().get("seed") instanceof BigDecimal seed) {
            config.setSeed(seed.intValue());
        }
        if (request.parameters().get("max_output_tokens") instanceof BigDecimal tokens) {
            require(
                    tokens.signum() > 0 && tokens.compareTo(MOST_TOKENS) <= 0,
                    "max_output_tokens",
                    "1 to " + MOST_TOKENS);
            config.setMaxOutputTokens(tokens.intValue());
        }
        if (!request.responseSchema().isBlank()) {
            config.setResponseMimeType("application/json");
            config.setResponseSchema(ResponseSchemas.of(request.responseSchema()));
        }
        return config.build();
    }

    private static void require(boolean condition, String name, String range) throws PluginException {
        if (!condition) {
            throw new PluginException(FailureCode.INVALID_INPUT, name + " must be " + range);
        }
    }
}
