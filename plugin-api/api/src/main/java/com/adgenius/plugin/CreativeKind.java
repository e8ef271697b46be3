package com.adgenius.plugin;

import java.util.Locale;

/** What a creative is. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public enum CreativeKind {
    /** Ad copy. */
    TEXT,
    /** A picture. */
    IMAGE,
    /** A video. */
    VIDEO;

    /** The kind's name in JSON: {@code text}, {@code image} or {@code video}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that name in JSON.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static CreativeKind of(String value) {
        for (CreativeKind kind : values()) {
            if (kind.value().equals(value)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No creative kind is called \"" + value + "\"; use text, image or video");
    }
}
