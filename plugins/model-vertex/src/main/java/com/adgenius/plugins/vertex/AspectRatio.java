package com.adgenius.plugins.vertex;

import java.util.Comparator;
import java.util.List;

/**
 * A shape that a model can make.
 *
 * @param width of a unit
 * @param height of a unit
 */
public record AspectRatio(int width, int height) {

    /** The shape of that name, for instance {@code 16:9}. */
    public static AspectRatio of(String name) {
        String[] sides = name.split(":", 2);
        return new AspectRatio(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    /** The one of them that is nearest to a picture of that size. */
    public static AspectRatio nearest(List<AspectRatio> shapes, int width, int height) {
        return shapes.stream()
                .min(Comparator.comparingDouble(shape -> shape.distance(width, height)))
                .orElseThrow();
    }

    /** How far it is from a picture of that size: 0 where they are alike, 0.1 where one is about a tenth wider. */
    public double distance(int otherWidth, int otherHeight) {
        return Math.abs(Math.log((double) width / height * otherHeight / otherWidth));
    }

    @Override
    public String toString() {
        return width + ":" + height;
    }
}
