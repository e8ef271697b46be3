package com.adgenius.plugins.vertex.text;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.vertex.Json;
import com.google.cloud.vertexai.api.Schema;
import com.google.cloud.vertexai.api.Type;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a JSON Schema into the part of it that Gemini reads: types, properties, enumerations, and limits of numbers,
 * lengths and items. What only narrows further, such as {@code uniqueItems}, is left out, and whoever asked checks it.
 */
final class ResponseSchemas {

    private static final int DEPTH = 32;

    /** What says another thing than the schema without it. */
    private static final Set<String> UNKNOWN_TO_GEMINI = Set.of("$ref", "allOf", "not", "if", "patternProperties");

    private ResponseSchemas() {}

    /**
     * The schema for Gemini.
     *
     * @throws PluginException {@link FailureCode#INVALID_INPUT} when it is no JSON Schema, or says what Gemini cannot read
     */
    static Schema of(String jsonSchema) throws PluginException {
        try {
            return of(Json.object(jsonSchema), 0);
        } catch (IOException | IllegalStateException | NumberFormatException | UnsupportedOperationException e) {
            throw unfit("it is no JSON Schema");
        }
    }

    private static Schema of(JsonObject from, int depth) throws PluginException {
        if (depth > DEPTH) {
            throw unfit("it is nested deeper than " + DEPTH);
        }
        for (String keyword : UNKNOWN_TO_GEMINI) {
            if (from.has(keyword)) {
                throw unfit("Gemini cannot read its \"" + keyword + "\"");
            }
        }
        Schema.Builder to = Schema.newBuilder();
        types(from, to);
        Json.text(from, "title").ifPresent(to::setTitle);
        Json.text(from, "description").ifPresent(to::setDescription);
        Json.text(from, "format").ifPresent(to::setFormat);
        Json.text(from, "pattern").ifPresent(to::setPattern);
        limits(from, to);
        values(from, to);
        if (from.get("items") instanceof JsonObject items) {
            to.setItems(of(items, depth + 1));
        }
        for (Map.Entry<String, JsonElement> property :
                Json.child(from, "properties").entrySet()) {
            to.putProperties(property.getKey(), of(property.getValue().getAsJsonObject(), depth + 1));
            to.addPropertyOrdering(property.getKey());
        }
        to.addAllRequired(Json.texts(from, "required"));
        for (String choice : List.of("anyOf", "oneOf")) {
            for (JsonObject alternative : Json.children(from, choice)) {
                to.addAnyOf(of(alternative, depth + 1));
            }
        }
        return to.build();
    }

    private static void types(JsonObject from, Schema.Builder to) throws PluginException {
        List<String> types = from.get("type") instanceof JsonArray
                ? Json.texts(from, "type")
                : Json.text(from, "type").stream().toList();
        for (String type : types) {
            if (type.equals("null")) {
                to.setNullable(true);
            } else if (to.getType() != Type.TYPE_UNSPECIFIED) {
                throw unfit("Gemini cannot read a \"type\" of several");
            } else {
                to.setType(type(type));
            }
        }
    }

    private static Type type(String name) throws PluginException {
        return switch (name) {
            case "string", "number", "integer", "boolean", "array", "object" ->
                Type.valueOf(name.toUpperCase(Locale.ROOT));
            default -> throw unfit("there is no type \"" + name + "\"");
        };
    }

    private static void limits(JsonObject from, Schema.Builder to) {
        number(from, "minimum").ifPresent(value -> to.setMinimum(value.getAsDouble()));
        number(from, "maximum").ifPresent(value -> to.setMaximum(value.getAsDouble()));
        number(from, "minLength").ifPresent(value -> to.setMinLength(value.getAsLong()));
        number(from, "maxLength").ifPresent(value -> to.setMaxLength(value.getAsLong()));
        number(from, "minItems").ifPresent(value -> to.setMinItems(value.getAsLong()));
        number(from, "maxItems").ifPresent(value -> to.setMaxItems(value.getAsLong()));
        number(from, "minProperties").ifPresent(value -> to.setMinProperties(value.getAsLong()));
        number(from, "maxProperties").ifPresent(value -> to.setMaxProperties(value.getAsLong()));
    }

    private static void values(JsonObject from, Schema.Builder to) {
        to.addAllEnum(Json.texts(from, "enum"));
        Json.text(from, "const").ifPresent(to::addEnum);
    }

    private static Optional<JsonPrimitive> number(JsonObject from, String name) {
        return from.get(name) instanceof JsonPrimitive value && value.isNumber()
                ? Optional.of(value)
                : Optional.empty();
    }

    private static PluginException unfit(String reason) {
        return new PluginException(
                FailureCode.INVALID_INPUT, "The response schema cannot be given to Gemini: " + reason);
    }
}
