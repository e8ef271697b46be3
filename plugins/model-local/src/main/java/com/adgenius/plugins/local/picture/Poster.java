package com.adgenius.plugins.local.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * A laid-out advertisement: an illustrated panel and the parts that must be seen.
 *
 * @param panel where the illustration is
 * @param corner the radius of the panel's corners, 0 for none
 * @param photo shown in the panel in place of the illustration
 */
record Poster(
        Canvas canvas,
        Scheme scheme,
        Illustration illustration,
        Stage stage,
        Rectangle2D panel,
        double corner,
        Optional<BufferedImage> photo,
        List<Part> parts) {

    private static final double TINT = 0.12;

    Poster {
        parts = List.copyOf(parts);
    }

    /** Paints the whole poster. */
    BufferedImage image() {
        BufferedImage image = ground();
        Graphics2D graphics = graphics(image);
        try {
            panel(graphics, 0);
            parts.forEach(part -> part.draw(graphics));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /** A new image filled with the ground's colour. */
    BufferedImage ground() {
        BufferedImage image = new BufferedImage(canvas.width(), canvas.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(scheme.ground());
        graphics.fillRect(0, 0, canvas.width(), canvas.height());
        graphics.dispose();
        return image;
    }

    static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return graphics;
    }

    /** Paints the illustrated panel, its shapes moved by the drift. */
    void panel(Graphics2D graphics, double drift) {
        Shape outline = corner > 0
                ? new RoundRectangle2D.Double(
                        panel.getX(), panel.getY(), panel.getWidth(), panel.getHeight(), 2 * corner, 2 * corner)
                : panel;
        Rectangle2D whole = new Rectangle2D.Double(0, 0, canvas.width(), canvas.height());
        BufferedImage layer = ground();
        Graphics2D inside = graphics(layer);
        try {
            inside.clip(panel);
            inside.setColor(scheme.panel());
            inside.fill(panel);
            if (photo.isPresent()) {
                cover(inside, photo.get());
            } else {
                illustration.paint(
                        inside, new Stage(stage.area(), stage.focus(), scheme, stage.pictogram(), drift, stage.seed()));
            }
        } finally {
            inside.dispose();
        }
        graphics.setPaint(new TexturePaint(layer, whole));
        graphics.fill(outline);
    }

    private void cover(Graphics2D graphics, BufferedImage image) {
        double scale = Math.max(panel.getWidth() / image.getWidth(), panel.getHeight() / image.getHeight());
        int width = (int) Math.ceil(image.getWidth() * scale);
        int height = (int) Math.ceil(image.getHeight() * scale);
        graphics.drawImage(
                image,
                (int) (panel.getCenterX() - width / 2.0),
                (int) (panel.getCenterY() - height / 2.0),
                width,
                height,
                null);
        Color tint = scheme.panel();
        graphics.setColor(Tone.fade(tint, TINT));
        graphics.fill(panel);
    }
}
