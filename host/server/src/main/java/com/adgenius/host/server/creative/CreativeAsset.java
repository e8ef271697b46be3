package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One stored piece of a creative's content. */
public sealed interface CreativeAsset {

    /** The format's id. */
    String format();

    /** Which variant it is, from 1. */
    int variant();

    /**
     * Ad copy.
     *
     * @param format the format's id
     * @param variant from 1
     * @param fields texts by the platform's name for them, in the order to show them
     */
    record Copy(String format, int variant, Map<String, List<String>> fields) implements CreativeAsset {

        public Copy {
            requireNonNull(format, "format is null");
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /**
     * A picture or a video.
     *
     * @param format the format's id
     * @param variant from 1
     * @param mediaId its bytes in the tenant's media
     * @param mediaType for instance {@code image/png}
     * @param size in bytes
     * @param sha256 of its bytes, in lower-case hexadecimal
     * @param width in pixels
     * @param height in pixels
     * @param duration a video's length
     * @param description what it shows, for people who cannot see it
     */
    record MediaAsset(
            String format,
            int variant,
            String mediaId,
            String mediaType,
            long size,
            String sha256,
            int width,
            int height,
            Optional<Duration> duration,
            String description)
            implements CreativeAsset {

        public MediaAsset {
            requireNonNull(format, "format is null");
            requireNonNull(mediaId, "mediaId is null");
            requireNonNull(mediaType, "mediaType is null");
            requireNonNull(sha256, "sha256 is null");
            requireNonNull(duration, "duration is null");
            requireNonNull(description, "description is null");
        }
    }
}
