package com.adgenius.plugins.vertex;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON by Gson's tree, which leaves no thread-local behind. What is missing or of another type is empty. */
public final class Json {

    private Json() {}

    /**
     * The value of that JSON text, read strictly.
     *
     * @throws IOException when it is no JSON
     */
    public static JsonElement parse(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement value = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("More follows the JSON value");
            }
            return value;
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("It is no JSON", e);
        }
    }

    /**
     * The object of that JSON text.
     *
     * @throws IOException when it is no JSON object
     */
    public static JsonObject object(String text) throws IOException {
        if (parse(text) instanceof JsonObject object) {
            return object;
        }
        throw new IOException("It is no JSON object");
    }

    /** An object that the plugin's jar carries. */
    public static JsonObject resource(String name) {
        try (InputStream input = Json.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IOException(name + " is missing");
            }
            return JsonParser.parseReader(new InputStreamReader(input, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin's jar lacks a readable " + name, e);
        }
    }

    /** The text of that name. */
    public static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive value && value.isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }

    /** The whole number of that name, 0 where there is none. */
    public static long number(JsonObject object, String name) {
        try {
            return object.get(name) instanceof JsonPrimitive value
                    ? value.getAsBigDecimal().longValue()
                    : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether that name is true. */
    public static boolean isTrue(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive value && value.isBoolean() && value.getAsBoolean();
    }

    /** The object of that name, empty where there is none. */
    public static JsonObject child(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject child ? child : new JsonObject();
    }

    /** The objects in the list of that name. */
    public static List<JsonObject> children(JsonObject object, String name) {
        List<JsonObject> children = new ArrayList<>();
        if (object.get(name) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonObject child) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    /** The texts in the list of that name. */
    public static List<String> texts(JsonObject object, String name) {
        List<String> texts = new ArrayList<>();
        if (object.get(name) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonPrimitive value && value.isString()) {
                    texts.add(value.getAsString());
                }
            }
        }
        return texts;
    }
}
