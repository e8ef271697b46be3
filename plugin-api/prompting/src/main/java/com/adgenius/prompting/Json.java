package com.adgenius.prompting;

import com.adgenius.plugin.Api;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to {@code Map, List, String, Number, Boolean} and back. Objects keep the order of their properties. Nothing of
 * it stays with a thread, so that it does not keep the plugin's class loader.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class Json {

    /** Jackson's default pool keeps buffers in thread-locals, which would hold the plugin's class loader. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JSON MAPPER = JSON.builder(FACTORY).build();

    private Json() {}

    /**
     * The value of the text; null for JSON's null.
     *
     * @throws IOException when it is not JSON, names a property twice, or goes on after the value
     */
    public static @Nullable Object parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            Object value = MAPPER.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw new IOException("There is more after the JSON value");
            }
            return value;
        }
    }

    /**
     * The object that the text is.
     *
     * @throws IOException when it is not a JSON object; see {@link #parse}
     */
    @SuppressWarnings("unchecked") // JSON objects have text keys
    public static Map<String, Object> object(String text) throws IOException {
        if (parse(text) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new IOException("It is no JSON object");
    }

    /** The value as the plugin API has it, in a format's limits for instance: each number in it is a {@code BigDecimal}. */
    public static Object apiValue(Object value) {
        return switch (value) {
            case Number number -> new BigDecimal(number.toString());
            case List<?> list -> list.stream().map(Json::apiValue).toList();
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((name, property) -> copy.put((String) name, apiValue(property)));
                yield copy;
            }
            default -> value;
        };
    }

    /** The value as JSON text without white space; properties that are null are left out. */
    public static String write(Object value) {
        try {
            return MAPPER.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("A value cannot be written as JSON", e);
        }
    }

    /**
     * The value as {@link #write} has it, but in one line of which no part can end a block that tags delimit: {@code <},
     * {@code >} and the separators U+2028 and U+2029 are escaped.
     */
    public static String writeEscaped(Object value) {
        return write(value)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
