package com.adgenius.plugins.image;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Format;
import com.adgenius.plugin.SafeArea;
import java.util.List;

/**
 * A format of pictures.
 *
 * @param width of every picture returned, in pixels: the size that the platform recommends
 * @param height likewise
 * @param safeArea what the platform covers
 * @param limits the platform's, of every source
 */
record PictureFormat(Format format, int width, int height, SafeArea safeArea, List<Limit> limits) {

    /**
     * A limit by one source.
     *
     * @param name {@code min_width}, {@code min_height}, {@code ratio_tolerance} or {@code max_bytes}
     */
    record Limit(String name, double value) {}

    PictureFormat {
        requireNonNull(format, "format is null");
        requireNonNull(safeArea, "safeArea is null");
        limits = List.copyOf(limits);
    }

    String id() {
        return format.id();
    }

    double ratio() {
        return (double) width / height;
    }

    int minWidth() {
        return (int) strictest("min_width", true, 1);
    }

    int minHeight() {
        return (int) strictest("min_height", true, 1);
    }

    /** The most that a file of this format may weigh, in bytes. */
    long maxBytes() {
        return (long) strictest("max_bytes", false, Long.MAX_VALUE);
    }

    private double strictest(String name, boolean largest, double otherwise) {
        return limits.stream()
                .filter(limit -> limit.name().equals(name))
                .mapToDouble(Limit::value)
                .reduce((a, b) -> largest ? Math.max(a, b) : Math.min(a, b))
                .orElse(otherwise);
    }
}
