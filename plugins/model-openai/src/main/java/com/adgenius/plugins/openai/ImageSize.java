package com.adgenius.plugins.openai;

import java.util.Comparator;
import java.util.List;

/** A size of pictures in pixels. */
record ImageSize(int width, int height) {

    /** The size in {@code WIDTHxHEIGHT}, which the settings' schema has checked. */
    static ImageSize parse(String text) {
        String[] sides = text.split("x", 2);
        return new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    /** Of those, the one nearest in shape, and of several the one nearest in area; this one where there are none. */
    ImageSize nearest(List<ImageSize> sizes) {
        return sizes.stream()
                .min(Comparator.<ImageSize>comparingDouble(size -> distance(shape(), size.shape()))
                        .thenComparingDouble(size -> distance(area(), size.area())))
                .orElse(this);
    }

    private double shape() {
        return (double) width / height;
    }

    private double area() {
        return (double) width * height;
    }

    /** Twice as wide is as far as half as wide. */
    private static double distance(double one, double other) {
        return Math.abs(Math.log(one / other));
    }

    /** As the protocol has it. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
