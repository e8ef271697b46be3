package com.adgenius.plugins.local.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * Where an illustration is painted.
 *
 * @param area all of it
 * @param focus the part where what matters stands
 * @param drift how far its shapes have moved, 0 to 1; 0 for a still picture
 */
record Stage(Rectangle2D area, Rectangle2D focus, Scheme scheme, Pictogram pictogram, double drift, long seed) {

    double centreX() {
        return focus.getCenterX();
    }

    double centreY() {
        return focus.getCenterY();
    }

    /** The side of the square in which the subject stands. */
    double side() {
        return Math.min(focus.getWidth(), focus.getHeight());
    }

    /** A surface that stands out from shapes and carries a pictogram. */
    Color lit() {
        return Tone.luminance(scheme.shape()) > Tone.luminance(scheme.shade()) ? scheme.shape() : scheme.shade();
    }

    /** The pictogram on a disc, of that share of the side. */
    void spot(Graphics2D graphics, double share) {
        graphics.setColor(scheme.shape());
        graphics.fill(Illustration.circle(centreX(), centreY(), side() * share / 2 * 1.18));
        pictogram(graphics, share * 0.82);
    }

    /** The pictogram in the middle, of that share of the side. */
    void pictogram(Graphics2D graphics, double share) {
        pictogram.draw(graphics, centreX(), centreY(), side() * share, scheme.shade(), scheme.line());
    }

    /** The pictogram on a ground of another colour, so much below the middle. */
    void pictogramOn(Graphics2D graphics, double share, Color ground, double below) {
        Color line = Tone.contrast(ground, scheme.line()) >= 2.5 ? scheme.line() : scheme.panel();
        Color shade = Tone.contrast(ground, scheme.shade()) >= 1.4
                ? scheme.shade()
                : Tone.contrast(ground, scheme.shape()) >= 1.4 ? scheme.shape() : Tone.mix(ground, line, 0.2);
        pictogram.draw(graphics, centreX(), centreY() + side() * below, side() * share, shade, line);
    }
}
