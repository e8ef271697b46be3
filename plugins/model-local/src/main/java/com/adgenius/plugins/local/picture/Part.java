package com.adgenius.plugins.local.picture;

import com.adgenius.plugins.local.font.TextBlock;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** Something on a poster that must be seen: words, the button, the logo. */
sealed interface Part {

    /** The area that it covers. */
    Rectangle2D bounds();

    /** What it is for. */
    Role role();

    void draw(Graphics2D graphics);

    /** The parts in the order in which a reader meets them. */
    enum Role {
        BRAND,
        KICKER,
        HEADLINE,
        SUPPORT,
        BUTTON
    }

    /**
     * Text on the ground.
     *
     * @param room the width in which a right-to-left line ends at the right
     */
    record Words(Role role, TextBlock block, float x, float y, float room, Color colour, Color ground) implements Part {

        @Override
        public Rectangle2D bounds() {
            return block.bounds(x, y, room);
        }

        @Override
        public void draw(Graphics2D graphics) {
            graphics.setColor(colour);
            block.draw(graphics, x, y, room);
        }
    }

    /** A button with its text. */
    record Button(TextBlock block, Rectangle2D bounds, Color colour, Color text) implements Part {

        @Override
        public Role role() {
            return Role.BUTTON;
        }

        @Override
        public void draw(Graphics2D graphics) {
            graphics.setColor(colour);
            double height = bounds.getHeight();
            graphics.fill(new RoundRectangle2D.Double(
                    bounds.getX(), bounds.getY(), bounds.getWidth(), height, height, height));
            graphics.setColor(text);
            float capitals = block.size() * 0.72f;
            float top = (float) bounds.getCenterY() + capitals / 2 - block.ascent();
            block.drawCentred(graphics, (float) bounds.getX(), top, (float) bounds.getWidth());
        }
    }

    /** The sign before the brand's name, for a brand without a logo. */
    record Sign(Rectangle2D bounds, Color colour, Color ground) implements Part {

        @Override
        public Role role() {
            return Role.BRAND;
        }

        @Override
        public void draw(Graphics2D graphics) {
            double side = bounds.getWidth();
            graphics.setColor(colour);
            graphics.fill(Illustration.circle(bounds.getCenterX(), bounds.getCenterY(), side / 2));
            graphics.setColor(ground);
            graphics.fill(Illustration.circle(
                    bounds.getCenterX() + side * 0.17, bounds.getCenterY() - side * 0.17, side * 0.17));
        }
    }

    /** The tenant's logo, on a light ground so that it can be seen whatever its colours. */
    record Logo(BufferedImage image, Rectangle2D bounds, Color ground) implements Part {

        @Override
        public Role role() {
            return Role.BRAND;
        }

        @Override
        public void draw(Graphics2D graphics) {
            double pad = bounds.getHeight() * 0.12;
            graphics.setColor(ground);
            graphics.fill(new RoundRectangle2D.Double(
                    bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight(), 2 * pad, 2 * pad));
            graphics.drawImage(
                    image,
                    (int) Math.round(bounds.getX() + pad),
                    (int) Math.round(bounds.getY() + pad),
                    (int) Math.round(bounds.getWidth() - 2 * pad),
                    (int) Math.round(bounds.getHeight() - 2 * pad),
                    null);
        }
    }
}
