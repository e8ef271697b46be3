package com.adgenius.plugins.vertex.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a model is called. */
public enum CallShape {
    /** {@code :generateContent}: Gemini's text and pictures. */
    GENERATE_CONTENT,
    /** {@code :predict}: Imagen and the multimodal embeddings. */
    PREDICT,
    /** {@code :predictLongRunning} and {@code :fetchPredictOperation}: Veo. */
    PREDICT_LONG_RUNNING,
    /** {@code :embedContent}: Gemini's embeddings. */
    EMBED_CONTENT;

    /** Its name in the catalogue and in settings, for instance {@code generate_content}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CallShape> find(String value) {
        return Arrays.stream(values())
                .filter(shape -> shape.value().equals(value))
                .findFirst();
    }
}
