package com.adgenius.plugins.vertex.image;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugins.vertex.AspectRatio;
import com.adgenius.plugins.vertex.Json;
import com.adgenius.plugins.vertex.ReferencePicture;
import com.adgenius.plugins.vertex.SafetyFilter;
import com.adgenius.plugins.vertex.Seed;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import com.adgenius.plugins.vertex.connection.Session;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A picture by Gemini's {@code :generateContent}. It goes over plain HTTP, as Google's client cannot say
 * {@code responseModalities}.
 */
public final class GeminiPicture {

    private static final List<AspectRatio> SHAPES = Stream.of(
                    "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
            .map(AspectRatio::of)
            .toList();
    private static final int REFERENCES = 3;
    private static final long ANSWER_LIMIT = 64L * 1024 * 1024;
    private static final List<String> HARMS = List.of(
            "HARM_CATEGORY_HATE_SPEECH",
            "HARM_CATEGORY_DANGEROUS_CONTENT",
            "HARM_CATEGORY_HARASSMENT",
            "HARM_CATEGORY_SEXUALLY_EXPLICIT");

    private GeminiPicture() {}

    /** Makes one picture. */
    public static ImageResponse make(ImageRequest request, Session session, TenantContext context)
            throws PluginException, InterruptedException {
        JsonObject body = body(request, session, context);
        JsonObject answer = session.post(session.resource(), "generateContent", body, ANSWER_LIMIT);
        return response(answer, session.model().id(), context);
    }

    private static JsonObject body(ImageRequest request, Session session, TenantContext context)
            throws PluginException {
        JsonArray parts = new JsonArray();
        parts.add(text(request.prompt()));
        if (request.parameters().get("negative_prompt") instanceof String avoided && !avoided.isBlank()) {
            parts.add(text("Not to be seen in the picture: " + avoided));
        }
        for (ReferencePicture picture : ReferencePicture.read(request.references(), REFERENCES, context.blobs())) {
            parts.add(inline(picture));
        }
        JsonObject content = new JsonObject();
        content.addProperty("role", "user");
        content.add("parts", parts);
        JsonArray contents = new JsonArray();
        contents.add(content);
        JsonObject body = new JsonObject();
        body.add("contents", contents);
        session.settings().safety().ifPresent(threshold -> body.add("safetySettings", safety(threshold)));
        body.add("generationConfig", config(request));
        return body;
    }

    private static JsonObject text(String text) {
        JsonObject part = new JsonObject();
        part.addProperty("text", text);
        return part;
    }

    private static JsonObject inline(ReferencePicture picture) {
        JsonObject data = new JsonObject();
        data.addProperty("mimeType", picture.mediaType());
        data.addProperty("data", picture.base64());
        JsonObject part = new JsonObject();
        part.add("inlineData", data);
        return part;
    }

    private static JsonArray safety(String threshold) {
        JsonArray settings = new JsonArray();
        for (String harm : HARMS) {
            JsonObject setting = new JsonObject();
            setting.addProperty("category", harm);
            setting.addProperty("threshold", threshold);
            settings.add(setting);
        }
        return settings;
    }

    private static JsonObject config(ImageRequest request) {
        JsonObject image = new JsonObject();
        image.addProperty(
                "aspectRatio",
                AspectRatio.nearest(SHAPES, request.width(), request.height()).toString());
        JsonArray modalities = new JsonArray();
        modalities.add("TEXT");
        modalities.add("IMAGE");
        JsonObject config = new JsonObject();
        config.add("responseModalities", modalities);
        config.add("imageConfig", image);
        Seed.of(request.parameters(), request.variant()).ifPresent(seed -> config.addProperty("seed", seed));
        return config;
    }

    private static ImageResponse response(JsonObject answer, String model, TenantContext context)
            throws PluginException {
        List<JsonObject> candidates = Json.children(answer, "candidates");
        if (candidates.isEmpty()) {
            JsonObject feedback = Json.child(answer, "promptFeedback");
            Optional<String> reason = Json.text(feedback, "blockReason");
            if (reason.isPresent()) {
                throw SafetyFilter.ofRequest(
                        model,
                        reason.get(),
                        Json.text(feedback, "blockReasonMessage").orElse(""));
            }
            throw RemoteFailureException.unreadable(model, "it holds no picture");
        }
        JsonObject candidate = candidates.getFirst();
        String finish = Json.text(candidate, "finishReason").orElse("");
        if (SafetyFilter.blocks(finish)) {
            throw SafetyFilter.ofAnswer(model, finish, harms(candidate));
        }
        StringBuilder description = new StringBuilder();
        Optional<JsonObject> data = Optional.empty();
        for (JsonObject part : Json.children(Json.child(candidate, "content"), "parts")) {
            if (!Json.isTrue(part, "thought")) {
                Json.text(part, "text").ifPresent(description::append);
                data = data.or(() -> Optional.of(Json.child(part, "inlineData")).filter(found -> !found.isEmpty()));
            }
        }
        if (data.isEmpty()) {
            throw new PluginException(
                    FailureCode.INVALID_RESULT,
                    model + " made no picture" + (finish.isEmpty() || finish.equals("STOP") ? "" : " (" + finish + ")")
                            + RemoteFailureException.quote(description.toString())
                            + ". Change the brief, or choose another model");
        }
        PictureData picture = PictureData.of(
                Json.text(data.get(), "mimeType").orElse(""),
                Json.text(data.get(), "data").orElse(""),
                model);
        return new ImageResponse(
                picture.store(context.blobs()), description.toString().strip(), new ModelUsage(model, usage(answer)));
    }

    private static List<String> harms(JsonObject candidate) {
        return Json.children(candidate, "safetyRatings").stream()
                .filter(rating -> Json.isTrue(rating, "blocked"))
                .flatMap(rating -> Json.text(rating, "category").stream())
                .toList();
    }

    private static Map<String, Long> usage(JsonObject answer) {
        Map<String, Long> quantities = new LinkedHashMap<>();
        quantities.put("images", 1L);
        JsonObject usage = Json.child(answer, "usageMetadata");
        if (!usage.isEmpty()) {
            quantities.put("input_tokens", Json.number(usage, "promptTokenCount"));
            quantities.put(
                    "output_tokens",
                    Json.number(usage, "candidatesTokenCount") + Json.number(usage, "thoughtsTokenCount"));
        }
        return quantities;
    }
}
