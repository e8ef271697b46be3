package com.adgenius.plugins.video;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Format;
import com.adgenius.plugin.SafeArea;
import java.util.List;
import java.util.Set;

/**
 * A format of videos.
 *
 * @param width the size that the platform recommends, in pixels
 * @param height likewise
 * @param defaultSeconds how long a video is where the request does not say
 * @param safeArea what the platform covers
 * @param limits the platform's, of every source
 * @param codecs four-character codes of the codecs that it may carry
 */
record VideoFormat(
        Format format,
        int width,
        int height,
        int defaultSeconds,
        SafeArea safeArea,
        List<Limit> limits,
        Set<String> codecs) {

    /**
     * A limit by one source.
     *
     * @param name for instance {@code min_width}, {@code max_seconds} or {@code ratio_tolerance}
     */
    record Limit(String name, double value) {}

    VideoFormat {
        requireNonNull(format, "format is null");
        requireNonNull(safeArea, "safeArea is null");
        limits = List.copyOf(limits);
        codecs = Set.copyOf(codecs);
    }

    String id() {
        return format.id();
    }

    /** The largest value that a source states under that name: for what must be reached. */
    double atLeast(String name, double otherwise) {
        return limits.stream()
                .filter(limit -> limit.name().equals(name))
                .mapToDouble(Limit::value)
                .max()
                .orElse(otherwise);
    }

    /** The smallest value that a source states under that name: for what must not be passed. */
    double atMost(String name, double otherwise) {
        return limits.stream()
                .filter(limit -> limit.name().equals(name))
                .mapToDouble(Limit::value)
                .min()
                .orElse(otherwise);
    }
}
