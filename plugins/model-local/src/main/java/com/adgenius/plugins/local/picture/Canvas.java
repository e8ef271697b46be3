package com.adgenius.plugins.local.picture;

import com.adgenius.plugin.SafeArea;
import java.awt.geom.Rectangle2D;

/**
 * The size of a picture and what of it platforms leave uncovered.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Canvas(int width, int height, SafeArea covered) {

    private static final double MARGIN = 0.062;

    /** The distance that text keeps from edges and covered margins. */
    double margin() {
        return MARGIN * Math.min(width, height);
    }

    /** The shorter side. */
    double side() {
        return Math.min(width, height);
    }

    /** Where important things may stand. */
    Rectangle2D safe() {
        double left = covered.left() * width + margin();
        double top = covered.top() * height + margin();
        return new Rectangle2D.Double(
                left,
                top,
                width - covered.right() * width - margin() - left,
                height - covered.bottom() * height - margin() - top);
    }
}
