package com.adgenius.plugins.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Reads and writes JSON without leaving a thread-local behind, which would keep the plugin's class loader alive. */
public final class Json {

    private static final JSON MAPPER = JSON.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .build())
            .enable(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * The object of that JSON text.
     *
     * @throws IOException when it is not a JSON object
     */
    public static Map<String, Object> object(String text) throws IOException {
        return MAPPER.mapFrom(text);
    }

    /** The value as JSON text. */
    public static String text(Object value) {
        try {
            return MAPPER.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("A value could not be written as JSON", e);
        }
    }

    /** A list of objects that the plugin's jar carries. */
    public static List<Map<String, Object>> objects(String resource) {
        try (InputStream input = open(resource)) {
            return MAPPER.listOfFrom(Object.class, input).stream()
                    .map(Json::asObject)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin's jar lacks a readable " + resource, e);
        }
    }

    /** An object that the plugin's jar carries. */
    public static Map<String, Object> resource(String resource) {
        try (InputStream input = open(resource)) {
            return MAPPER.mapFrom(input);
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin's jar lacks a readable " + resource, e);
        }
    }

    /** The object of that name, empty where there is none. */
    public static Map<String, Object> objectOf(Map<String, Object> object, String name) {
        return object.get(name) instanceof Map<?, ?> value ? asObject(value) : Map.of();
    }

    /** The texts of that name, empty where there are none. */
    public static List<String> texts(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The whole number of that name, or the other one. */
    public static int number(Map<String, Object> object, String name, int otherwise) {
        return object.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Map<String, Object> asObject(Object value) {
        return (Map<String, Object>) value;
    }

    private static InputStream open(String resource) throws IOException {
        InputStream input = Json.class.getResourceAsStream(resource);
        if (input == null) {
            throw new IOException(resource + " is missing");
        }
        return input;
    }
}
