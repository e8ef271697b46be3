package com.adgenius.plugin;

import java.util.Locale;

/** What a model makes. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public enum ModelKind {
    /** Text: a {@link TextModel}. */
    TEXT,
    /** Pictures: an {@link ImageModel}. */
    IMAGE,
    /** Videos: a {@link VideoModel}. */
    VIDEO,
    /** Vectors of texts and pictures: an {@link EmbeddingModel}. */
    EMBEDDING;

    /** The kind's name in JSON, for instance {@code text}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
