package com.adgenius.plugins.local.picture;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** Ways to illustrate an advertisement with shapes and a pictogram. */
enum Illustration {
    /** The lanes of a track that bend around a corner. */
    LANES {
        @Override
        void paint(Graphics2D g, Stage stage) {
            Rectangle2D area = stage.area();
            double reach = Math.hypot(area.getWidth(), area.getHeight());
            double width = reach / 11;
            double x = area.getMaxX() + width * 0.4;
            double y = area.getMaxY() + width * 0.4;
            for (int lane = 0; lane < 7; lane++) {
                double radius = width * (1.2 + 1.55 * lane) + stage.drift() * width;
                g.setStroke(new BasicStroke((float) (width * 0.72)));
                g.setColor(
                        lane % 3 == 1
                                ? stage.scheme().shape()
                                : Tone.mix(
                                        stage.scheme().panel(), stage.scheme().second(), 0.55));
                g.draw(new Arc2D.Double(x - radius, y - radius, 2 * radius, 2 * radius, 90, 90, Arc2D.OPEN));
            }
            stage.spot(g, 0.74);
        }
    },
    /** Slanted bands. */
    BANDS {
        @Override
        void paint(Graphics2D g, Stage stage) {
            Rectangle2D area = stage.area();
            double width = area.getWidth() / 5;
            double slant = area.getHeight() * 0.35;
            for (int band = -2; band < 8; band += 2) {
                double x = area.getX() + band * width + stage.drift() * width;
                Path2D shape = new Path2D.Double();
                shape.moveTo(x + slant, area.getY());
                shape.lineTo(x + slant + width, area.getY());
                shape.lineTo(x + width - slant * 0.2, area.getMaxY());
                shape.lineTo(x - slant * 0.2, area.getMaxY());
                shape.closePath();
                g.setColor(
                        band == 2
                                ? stage.scheme().shape()
                                : Tone.mix(
                                        stage.scheme().panel(), stage.scheme().second(), 0.5));
                g.fill(shape);
            }
            stage.spot(g, 0.74);
        }
    },
    /** A large disc with a ring and a small disc beside it. */
    DISCS {
        @Override
        void paint(Graphics2D g, Stage stage) {
            double side = stage.side();
            double x = stage.centreX();
            double y = stage.centreY();
            g.setColor(Tone.mix(stage.scheme().panel(), stage.scheme().second(), 0.45));
            g.fill(circle(x + side * 0.34, y - side * 0.36, side * (0.55 + 0.03 * stage.drift())));
            g.setColor(stage.scheme().second());
            g.setStroke(new BasicStroke((float) (side * 0.012)));
            g.draw(circle(x - side * 0.3, y + side * 0.32, side * 0.42));
            g.setColor(stage.scheme().shape());
            g.fill(circle(x, y, side * 0.4));
            stage.pictogram(g, 0.56);
            g.setColor(stage.scheme().shade());
            g.fill(circle(x + side * 0.34, y - side * 0.3, side * 0.045));
        }
    },
    /** Arches within each other. */
    ARCHES {
        @Override
        void paint(Graphics2D g, Stage stage) {
            Rectangle2D area = stage.area();
            double base = area.getMaxY();
            double x = stage.centreX();
            double top = stage.centreY() - stage.side() * 0.5;
            for (int arch = 0; arch < 4; arch++) {
                double half = stage.side() * (0.62 - 0.11 * arch + 0.01 * stage.drift());
                double from = top + arch * stage.side() * 0.1;
                g.setColor(
                        switch (arch) {
                            case 0 ->
                                Tone.mix(stage.scheme().panel(), stage.scheme().second(), 0.5);
                            case 1 -> stage.scheme().second();
                            case 2 ->
                                Tone.mix(stage.scheme().panel(), stage.scheme().line(), 0.3);
                            default -> stage.lit();
                        });
                Path2D shape = new Path2D.Double();
                shape.append(new Arc2D.Double(x - half, from, 2 * half, 2 * half, 0, 180, Arc2D.OPEN), false);
                shape.lineTo(x - half, base);
                shape.lineTo(x + half, base);
                shape.closePath();
                g.fill(shape);
            }
            stage.pictogramOn(g, 0.44, stage.lit(), 0.09);
        }
    },
    /** Hills before the sun or moon, with trees. */
    HILLS {
        @Override
        void paint(Graphics2D g, Stage stage) {
            Landscape.paint(g, stage);
        }
    },
    /** A grid of tiles with quarter discs. */
    TILES {
        @Override
        void paint(Graphics2D g, Stage stage) {
            Rectangle2D area = stage.area();
            double tile = Math.min(area.getWidth(), area.getHeight()) / 3.5;
            int columns = (int) Math.ceil(area.getWidth() / tile);
            int rows = (int) Math.ceil(area.getHeight() / tile);
            Random random = new Random(stage.seed());
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    double x = area.getX() + column * tile;
                    double y = area.getY() + row * tile;
                    int corner = random.nextInt(4);
                    g.setColor(
                            random.nextInt(3) == 0
                                    ? Tone.mix(
                                            stage.scheme().panel(),
                                            stage.scheme().second(),
                                            0.6)
                                    : stage.scheme().panel());
                    g.fill(new Rectangle2D.Double(x, y, tile + 1, tile + 1));
                    g.setColor(
                            switch (random.nextInt(5)) {
                                case 0 -> stage.scheme().shape();
                                case 1, 2 -> stage.scheme().second();
                                default ->
                                    Tone.mix(
                                            stage.scheme().panel(),
                                            stage.scheme().second(),
                                            0.4);
                            });
                    double cx = x + (corner % 2) * tile;
                    double cy = corner < 2 ? y : y + tile;
                    Shape before = g.getClip();
                    g.clip(new Rectangle2D.Double(x, y, tile, tile));
                    g.fill(circle(cx, cy, tile * (1 - 0.06 * stage.drift())));
                    g.setClip(before);
                }
            }
            stage.spot(g, 0.74);
        }
    },
    /** Scales in rows, as on Japanese paper, under a disc. */
    WAVES {
        @Override
        void paint(Graphics2D g, Stage stage) {
            Rectangle2D area = stage.area();
            double radius = stage.side() / 9;
            g.setStroke(new BasicStroke((float) Math.max(1, radius / 22)));
            for (int row = 0; row * radius / 2 < area.getHeight() + radius * 2; row++) {
                double y = area.getY() + row * radius / 2 + stage.drift() * radius / 4;
                for (double x = area.getX() - radius + (row % 2) * radius;
                        x < area.getMaxX() + radius;
                        x += 2 * radius) {
                    for (int ring = 0; ring < 3; ring++) {
                        double r = radius * (1 - 0.3 * ring);
                        if (ring == 0) {
                            g.setColor(stage.scheme().panel());
                            g.fill(circle(x, y, r));
                        }
                        g.setColor(
                                Tone.mix(stage.scheme().panel(), stage.scheme().second(), 0.75));
                        g.draw(circle(x, y, r));
                    }
                }
            }
            g.setColor(stage.scheme().panel());
            g.fill(circle(stage.centreX(), stage.centreY(), stage.side() * 0.42));
            g.setColor(stage.scheme().shape());
            g.fill(circle(stage.centreX(), stage.centreY(), stage.side() * 0.385));
            stage.pictogram(g, 0.54);
        }
    },
    /** Rays from behind a disc. */
    RAYS {
        @Override
        void paint(Graphics2D g, Stage stage) {
            Rectangle2D area = stage.area();
            double reach = Math.hypot(area.getWidth(), area.getHeight());
            int rays = 16;
            AffineTransform before = g.getTransform();
            g.rotate(stage.drift() * Math.PI / rays, stage.centreX(), stage.centreY());
            g.setColor(Tone.mix(stage.scheme().panel(), stage.scheme().second(), 0.55));
            for (int ray = 0; ray < rays; ray++) {
                double start = ray * 360.0 / rays;
                g.fill(new Arc2D.Double(
                        stage.centreX() - reach,
                        stage.centreY() - reach,
                        2 * reach,
                        2 * reach,
                        start,
                        180.0 / rays,
                        Arc2D.PIE));
            }
            g.setTransform(before);
            stage.spot(g, 0.78);
        }
    };

    /** Paints on the stage, whose area is clipped and filled with the panel's colour already. */
    abstract void paint(Graphics2D graphics, Stage stage);

    static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }
}
