package com.adgenius.plugins.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON text to {@code Map, List, String, Number, Boolean} and back. */
final class Json {

    /** A picture is one text of the answer. */
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;

    /** Jackson's default pool keeps buffers in thread-locals, which would hold the plugin's class loader. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNestingDepth(200)
                    .build())
            .build();

    private static final JSON MAPPER =
            JSON.builder(FACTORY).enable(JSON.Feature.WRITE_NULL_PROPERTIES).build();

    private Json() {}

    /**
     * The value of the text.
     *
     * @throws IOException when it is not JSON, names a property twice, or goes on after the value
     */
    static Object parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return parse(parser);
        }
    }

    /** The value of the text in UTF-8; as {@link #parse(String)}. */
    static Object parse(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return parse(parser);
        }
    }

    private static Object parse(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new IOException("There is no JSON value");
        }
        Object value = MAPPER.anyFrom(parser);
        if (parser.nextToken() != null) {
            throw new IOException("There is more after the JSON value");
        }
        return value;
    }

    static String write(Object value) {
        try {
            return MAPPER.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("A value could not be written as JSON", e);
        }
    }

    /** A text file that the plugin's jar carries beside this class. */
    static String resource(String name) {
        try (InputStream input = Json.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IOException(name + " is missing");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin's jar lacks a readable " + name, e);
        }
    }

    /** The value as an object; empty where it is none. */
    @SuppressWarnings("unchecked") // JSON objects have text keys
    static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The object of that name; empty where there is none. */
    static Map<String, Object> object(Map<String, Object> object, String name) {
        return object(object.getOrDefault(name, Map.of()));
    }

    /** The list of that name; empty where there is none. */
    static List<?> list(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list ? list : List.of();
    }

    /** The text of that name, where there is one that is not empty. */
    static Optional<String> text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
