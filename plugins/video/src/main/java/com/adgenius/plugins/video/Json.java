package com.adgenius.plugins.video;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON text to {@code Map, List, String, Number, Boolean} and back. */
final class Json {

    /** Jackson's default pool keeps buffers in thread-locals, which would hold the plugin's class loader. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JSON MAPPER = JSON.builder(FACTORY).build();

    private Json() {}

    /**
     * The value of the text.
     *
     * @throws IOException when it is not JSON, names a property twice, or goes on after the value
     */
    static Object parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            Object value = MAPPER.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw new IOException("There is more after the JSON value");
            }
            return value;
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * JSON that cannot end a block delimited by tags: no {@code <} or {@code >} stands in it, they are escaped.
     */
    static String writeEscaped(Object value) {
        return write(value)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
