package com.adgenius.plugins.vertex.fake;

import com.google.cloud.vertexai.api.Type;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** What the fake answers to requests that are as they should be. */
public final class Answers {

    private static final int LONG_SIDE = 1024;

    private Answers() {}

    static JsonObject generateContent(Call call, String said, String word) {
        if (call.wantsPicture()) {
            JsonObject description = new JsonObject();
            description.addProperty("text", "A shoe on a track at dawn");
            JsonObject config = call.body().getAsJsonObject("generationConfig");
            String ratio = config.has("imageConfig")
                    ? config.getAsJsonObject("imageConfig").get("aspectRatio").getAsString()
                    : "1:1";
            return content("STOP", description, inline("image/png", png(ratio)));
        }
        JsonObject part = new JsonObject();
        JsonObject config = call.body().has("generationConfig")
                ? call.body().getAsJsonObject("generationConfig")
                : new JsonObject();
        part.addProperty(
                "text",
                config.has("responseSchema")
                        ? sample(config.getAsJsonObject("responseSchema"), word, 1)
                                .toString()
                        : said);
        return content("STOP", part);
    }

    static JsonObject content(String finishReason, JsonObject... parts) {
        JsonArray all = new JsonArray();
        for (JsonObject part : parts) {
            all.add(part);
        }
        JsonObject content = new JsonObject();
        content.addProperty("role", "model");
        content.add("parts", all);
        JsonObject candidate = new JsonObject();
        candidate.add("content", content);
        if (!finishReason.isEmpty()) {
            candidate.addProperty("finishReason", finishReason);
        }
        return candidates(candidate);
    }

    static JsonObject candidates(JsonObject candidate) {
        JsonArray candidates = new JsonArray();
        candidates.add(candidate);
        JsonObject body = new JsonObject();
        body.add("candidates", candidates);
        body.add("usageMetadata", usage(12, 34));
        body.addProperty("modelVersion", "as-asked");
        return body;
    }

    static JsonObject usage(int prompt, int candidates) {
        JsonObject usage = new JsonObject();
        usage.addProperty("promptTokenCount", prompt);
        usage.addProperty("candidatesTokenCount", candidates);
        usage.addProperty("thoughtsTokenCount", 6);
        usage.addProperty("totalTokenCount", prompt + candidates + 6);
        return usage;
    }

    static JsonObject inline(String mediaType, String base64) {
        JsonObject data = new JsonObject();
        data.addProperty("mimeType", mediaType);
        data.addProperty("data", base64);
        JsonObject part = new JsonObject();
        part.add("inlineData", data);
        return part;
    }

    static JsonObject predictions(JsonObject prediction) {
        JsonArray predictions = new JsonArray();
        predictions.add(prediction);
        JsonObject body = new JsonObject();
        body.add("predictions", predictions);
        body.addProperty("deployedModelId", "1");
        return body;
    }

    static JsonObject predict(Call call) {
        JsonObject parameters =
                call.body().has("parameters") ? call.body().getAsJsonObject("parameters") : new JsonObject();
        JsonObject prediction = new JsonObject();
        if (call.model().startsWith("imagen")) {
            prediction.addProperty("mimeType", "image/png");
            prediction.addProperty(
                    "bytesBase64Encoded",
                    png(
                            parameters.has("aspectRatio")
                                    ? parameters.get("aspectRatio").getAsString()
                                    : "1:1"));
        } else {
            int dimension =
                    parameters.has("dimension") ? parameters.get("dimension").getAsInt() : 1408;
            call.body()
                    .getAsJsonArray("instances")
                    .get(0)
                    .getAsJsonObject()
                    .asMap()
                    .forEach((kind, content) ->
                            prediction.add(kind + "Embedding", vector(content.toString(), dimension)));
        }
        return predictions(prediction);
    }

    static JsonObject embedContent(Call call) {
        String part = call.body()
                .getAsJsonObject("content")
                .getAsJsonArray("parts")
                .get(0)
                .toString();
        JsonObject embedding = new JsonObject();
        embedding.add(
                "values",
                vector(
                        part,
                        call.body().has("outputDimensionality")
                                ? call.body().get("outputDimensionality").getAsInt()
                                : 3072));
        JsonObject usage = new JsonObject();
        usage.addProperty("promptTokenCount", 7);
        JsonObject body = new JsonObject();
        body.add("embedding", embedding);
        body.add("usageMetadata", usage);
        return body;
    }

    /** Numbers that depend on what is embedded. */
    static JsonArray vector(String embedded, int dimension) {
        JsonArray vector = new JsonArray();
        for (int i = 0; i < dimension; i++) {
            vector.add(Math.sin(embedded.hashCode() % 1000 + i));
        }
        return vector;
    }

    /** A value that the schema allows; its texts begin with the word. */
    static JsonElement sample(JsonObject schema, String word, int number) {
        return switch (type(schema)) {
            case "OBJECT" -> {
                JsonObject object = new JsonObject();
                for (Map.Entry<String, JsonElement> property :
                        schema.getAsJsonObject("properties").entrySet()) {
                    object.add(property.getKey(), sample(property.getValue().getAsJsonObject(), word, number));
                }
                yield object;
            }
            case "ARRAY" -> {
                JsonArray array = new JsonArray();
                int length = schema.has("minItems")
                        ? Math.max(1, schema.get("minItems").getAsInt())
                        : 1;
                for (int i = 1; i <= length; i++) {
                    array.add(sample(schema.getAsJsonObject("items"), word, i));
                }
                yield array;
            }
            case "INTEGER", "NUMBER" -> new JsonPrimitive(number);
            case "BOOLEAN" -> new JsonPrimitive(true);
            default ->
                schema.has("enum") ? schema.getAsJsonArray("enum").get(0) : new JsonPrimitive(word + "-" + number);
        };
    }

    /** Clients may send the numbers of an enumeration. */
    private static String type(JsonObject schema) {
        JsonPrimitive type = schema.getAsJsonPrimitive("type");
        return type.isNumber() ? Type.forNumber(type.getAsInt()).name() : type.getAsString();
    }

    /** A PNG of that shape, in Base64. */
    public static String png(String ratio) {
        String[] sides = ratio.split(":", 2);
        double wide = Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]);
        int width = (int) Math.round(wide >= 1 ? LONG_SIDE : LONG_SIDE * wide);
        int height = (int) Math.round(wide >= 1 ? LONG_SIDE / wide : LONG_SIDE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x0B1F3A));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(output.toByteArray());
    }

    /** What holds videos that Veo made: one with those bytes. */
    public static JsonObject videos(byte[] bytes, String mediaType) {
        JsonObject video = new JsonObject();
        video.addProperty("bytesBase64Encoded", Base64.getEncoder().encodeToString(bytes));
        video.addProperty("mimeType", mediaType);
        JsonArray videos = new JsonArray();
        videos.add(video);
        JsonObject response = new JsonObject();
        response.addProperty("@type", "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse");
        response.addProperty("raiMediaFilteredCount", 0);
        response.add("videos", videos);
        return response;
    }

    /** A landscape video. */
    public static byte[] mp4() {
        return mp4("16:9");
    }

    /**
     * Six seconds of one colour in H.264, made by FFmpeg's {@code color} source.
     *
     * @param ratio {@code 16:9} or {@code 9:16}
     */
    public static byte[] mp4(String ratio) {
        try (InputStream film = Answers.class.getResourceAsStream("film-" + ratio.replace(':', 'x') + ".mp4")) {
            return film.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
