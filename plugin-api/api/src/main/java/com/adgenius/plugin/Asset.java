package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One finished piece of a creative, for one format. */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public sealed interface Asset {

    /** The format's id. */
    String format();

    /** Which variant it is, from 1. */
    int variant();

    /**
     * Ad copy.
     *
     * @param format the format's id
     * @param variant from 1
     * @param fields texts by the platform's name for them, for instance {@code headlines} and {@code descriptions}, in
     *     the order to show them
     */
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    record Copy(String format, int variant, Map<String, List<String>> fields) implements Asset {

        public Copy {
            requireNonNull(format, "format is null");
            Map<String, List<String>> copy = new LinkedHashMap<>();
            fields.forEach((name, texts) -> copy.put(name, List.copyOf(texts)));
            fields = Collections.unmodifiableMap(copy);
        }
    }

    /**
     * A picture.
     *
     * @param format the format's id
     * @param variant from 1
     * @param blob its bytes
     * @param width in pixels
     * @param height in pixels
     * @param description what it shows, for people who cannot see it
     */
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    record Picture(String format, int variant, Blob blob, int width, int height, String description) implements Asset {

        public Picture {
            requireNonNull(format, "format is null");
            requireNonNull(blob, "blob is null");
            requireNonNull(description, "description is null");
        }
    }

    /**
     * A video.
     *
     * @param format the format's id
     * @param variant from 1
     * @param blob its bytes
     * @param width in pixels
     * @param height in pixels
     * @param duration its length
     * @param description what it shows, for people who cannot see it
     */
    @Api(status = Api.Status.STABLE, since = "1.0.0")
    record Video(String format, int variant, Blob blob, int width, int height, Duration duration, String description)
            implements Asset {

        public Video {
            requireNonNull(format, "format is null");
            requireNonNull(blob, "blob is null");
            requireNonNull(duration, "duration is null");
            requireNonNull(description, "description is null");
        }
    }
}
