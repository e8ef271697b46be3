package com.adgenius.plugins.vertex.fake;

import com.google.cloud.vertexai.api.Content;
import com.google.cloud.vertexai.api.EmbedContentRequest;
import com.google.cloud.vertexai.api.GenerateContentRequest;
import com.google.cloud.vertexai.api.GenerationConfig;
import com.google.cloud.vertexai.api.Part;
import com.google.cloud.vertexai.api.PredictRequest;
import com.google.cloud.vertexai.api.Schema;
import com.google.cloud.vertexai.api.Type;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Set;

/** Refuses what Google would: by Google's protocol definitions, by the dated schemas, by the documented ranges. */
final class RequestCheck {

    private static final DatedSchema PICTURE = DatedSchema.load("gemini-picture.schema.json");
    private static final DatedSchema IMAGEN = DatedSchema.load("imagen.schema.json");
    private static final DatedSchema EMBEDDING = DatedSchema.load("multimodalembedding.schema.json");
    private static final DatedSchema VEO = DatedSchema.load("veo.schema.json");
    private static final DatedSchema VEO_FETCH = DatedSchema.load("veo-fetch.schema.json");
    private static final Set<String> MIME_TYPES = Set.of("", "text/plain", "application/json", "text/x.enum");

    private RequestCheck() {}

    static void check(Call call) throws GoogleErrorException {
        switch (call.verb()) {
            case "generateContent", "streamGenerateContent" -> generateContent(call);
            case "predict" -> predict(call);
            case "predictLongRunning" -> VEO.check(call.body(), "");
            case "fetchPredictOperation" -> VEO_FETCH.check(call.body(), "");
            case "embedContent" -> embedContent(call);
            default -> throw GoogleErrorException.notFound("Method not found: " + call.verb());
        }
    }

    private static void generateContent(Call call) throws GoogleErrorException {
        JsonObject body = call.body().deepCopy();
        if (body.get("generationConfig") instanceof JsonObject config) {
            JsonObject picture = new JsonObject();
            for (String name : new String[] {"responseModalities", "imageConfig"}) {
                if (config.has(name)) {
                    picture.add(name, config.get(name));
                }
            }
            config.remove("responseModalities");
            PICTURE.check(picture, "generation_config");
        }
        GenerateContentRequest.Builder request = GenerateContentRequest.newBuilder();
        parse(body, request);
        request.setModel(call.resource());
        RequiredFields.check(request.build(), "");
        for (Content content : request.getContentsList()) {
            contents(content);
        }
        if (request.hasSystemInstruction()
                && !request.getSystemInstruction().getPartsList().stream().allMatch(Part::hasText)) {
            throw GoogleErrorException.invalid("System instruction must be text");
        }
        config(request.getGenerationConfig());
    }

    private static void contents(Content content) throws GoogleErrorException {
        if (!Set.of("user", "model").contains(content.getRole())) {
            throw GoogleErrorException.invalid("Please use a valid role: user, model.");
        }
        for (Part part : content.getPartsList()) {
            if (part.getDataCase() == Part.DataCase.DATA_NOT_SET) {
                throw GoogleErrorException.invalid(
                        "Unable to submit request because it must have a data field in part");
            }
            if (part.hasInlineData() && !part.getInlineData().getMimeType().matches("(image|video|audio|text)/.+")) {
                throw GoogleErrorException.invalid(
                        "Unsupported MIME type: " + part.getInlineData().getMimeType());
            }
        }
    }

    private static void config(GenerationConfig config) throws GoogleErrorException {
        range(config.hasTemperature(), config.getTemperature(), 0, 2, "temperature");
        range(config.hasTopP(), config.getTopP(), 0, 1, "topP");
        range(config.hasTopK(), config.getTopK(), 1, 40, "topK");
        range(config.hasCandidateCount(), config.getCandidateCount(), 1, 8, "candidateCount");
        range(config.hasMaxOutputTokens(), config.getMaxOutputTokens(), 1, 65_536, "maxOutputTokens");
        range(config.hasPresencePenalty(), config.getPresencePenalty(), -2, 2, "presencePenalty");
        range(config.hasFrequencyPenalty(), config.getFrequencyPenalty(), -2, 2, "frequencyPenalty");
        range(true, config.getStopSequencesCount(), 0, 5, "stopSequences");
        if (!MIME_TYPES.contains(config.getResponseMimeType())) {
            throw GoogleErrorException.invalid("Unsupported response_mime_type: " + config.getResponseMimeType());
        }
        if (config.hasResponseSchema()) {
            if (!Set.of("application/json", "text/x.enum").contains(config.getResponseMimeType())) {
                throw GoogleErrorException.invalid(
                        "Forced JSON output (response_schema) requires response_mime_type application/json");
            }
            schema(config.getResponseSchema(), "response_schema");
        }
    }

    private static void schema(Schema schema, String at) throws GoogleErrorException {
        if (schema.getType() == Type.TYPE_UNSPECIFIED && schema.getAnyOfCount() == 0) {
            throw GoogleErrorException.invalid(at + ".type: must be specified");
        }
        if (schema.getType() == Type.ARRAY && !schema.hasItems()) {
            throw GoogleErrorException.invalid(at + ".items: missing field");
        }
        if (schema.getType() == Type.OBJECT && schema.getPropertiesCount() == 0) {
            throw GoogleErrorException.invalid(at + ".properties: should be non-empty for OBJECT type");
        }
        for (String required : schema.getRequiredList()) {
            if (!schema.containsProperties(required)) {
                throw GoogleErrorException.invalid(at + ".required: property is not defined: " + required);
            }
        }
        if (schema.getEnumCount() > 0 && schema.getType() != Type.STRING && schema.getType() != Type.INTEGER) {
            throw GoogleErrorException.invalid(at + ".enum: only allowed for STRING type");
        }
        if (schema.hasItems()) {
            schema(schema.getItems(), at + ".items");
        }
        for (String name : schema.getPropertiesMap().keySet()) {
            schema(schema.getPropertiesMap().get(name), at + ".properties[" + name + "]");
        }
    }

    private static void embedContent(Call call) throws GoogleErrorException {
        EmbedContentRequest.Builder request = EmbedContentRequest.newBuilder();
        parse(call.body(), request);
        if (call.model().isEmpty()) {
            throw GoogleErrorException.notFound("Method not found: " + call.verb());
        }
        if (!request.hasContent()) {
            throw GoogleErrorException.invalid("content is required");
        }
        RequiredFields.check(request.build(), "");
        for (Part part : request.getContent().getPartsList()) {
            if (part.getDataCase() == Part.DataCase.DATA_NOT_SET
                    || part.hasText() && part.getText().isEmpty()) {
                throw GoogleErrorException.invalid("The text content is empty.");
            }
        }
        range(request.hasOutputDimensionality(), request.getOutputDimensionality(), 1, 3072, "outputDimensionality");
    }

    private static void predict(Call call) throws GoogleErrorException {
        PredictRequest.Builder request = PredictRequest.newBuilder();
        parse(call.body(), request);
        request.setEndpoint(call.resource());
        RequiredFields.check(request.build(), "");
        if (call.model().startsWith("imagen")) {
            IMAGEN.check(call.body(), "");
            JsonObject parameters = call.body().getAsJsonObject("parameters");
            if (parameters != null && parameters.has("seed") && !isFalse(parameters.get("addWatermark"))) {
                throw GoogleErrorException.invalid("Seed is not supported when watermark is enabled.");
            }
        } else if (call.model().startsWith("multimodalembedding")) {
            EMBEDDING.check(call.body(), "");
        }
    }

    private static boolean isFalse(JsonElement value) {
        return value != null && value.toString().equals("false");
    }

    private static void parse(JsonObject body, Message.Builder into) throws GoogleErrorException {
        try {
            JsonFormat.parser().merge(body.toString(), into);
        } catch (InvalidProtocolBufferException e) {
            throw GoogleErrorException.invalid("Invalid JSON payload received. " + e.getMessage());
        }
    }

    private static void range(boolean set, double value, double least, double most, String name)
            throws GoogleErrorException {
        if (set && (value < least || value > most)) {
            throw GoogleErrorException.invalid("Unable to submit request because it has a " + name + " value of "
                    + value + " but the supported range is from " + least + " to " + most);
        }
    }
}
