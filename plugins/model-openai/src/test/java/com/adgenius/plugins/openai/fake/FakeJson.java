package com.adgenius.plugins.openai.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** JSON without the plugin's own reading and writing, which is under test. */
public final class FakeJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FakeJson() {}

    /**
     * The object of the text.
     *
     * @throws IOException when it is no JSON object, or goes on after it
     */
    static Map<String, Object> object(String text) throws IOException {
        if (MAPPER.readValue(text, Object.class) instanceof Map<?, ?> map) {
            return object(map);
        }
        throw new IOException("It is no object");
    }

    /** The value as text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value as an object; empty where it is none. */
    @SuppressWarnings("unchecked") // JSON objects have text keys
    public static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The value as a list; empty where it is none. */
    public static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
