package com.adgenius.plugins.local.picture;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Random;

/** Paints hills in layers under the sun or moon, with trees, and a hut where the brief is about one. */
final class Landscape {

    private static final List<String> HUTS =
            List.of("tree-evergreen", "bed", "tent", "house-line", "mountains", "snowflake", "campfire");
    private static final int LAYERS = 4;

    private Landscape() {}

    static void paint(Graphics2D g, Stage stage) {
        Rectangle2D area = stage.area();
        Scheme scheme = stage.scheme();
        boolean night = Tone.luminance(scheme.panel()) < 0.25;
        Color sky = scheme.panel();
        Color far = night ? Tone.mix(sky, scheme.shape(), 0.42) : Tone.mix(sky, Color.WHITE, 0.45);
        Color near = night ? Tone.mix(sky, Color.BLACK, 0.35) : Tone.mix(scheme.line(), sky, 0.12);
        g.setPaint(new GradientPaint(0, (float) area.getY(), sky, 0, (float) area.getMaxY(), far));
        g.fill(area);
        double moon = stage.side() * 0.17;
        g.setColor(night ? scheme.shade() : Tone.mix(Color.WHITE, sky, 0.12));
        g.fill(Illustration.circle(
                stage.centreX() + stage.side() * 0.16,
                stage.focus().getY() + stage.side() * (0.26 - 0.05 * stage.drift()),
                moon));
        Random random = new Random(stage.seed());
        for (int layer = 0; layer < LAYERS; layer++) {
            double share = (layer + 1.0) / LAYERS;
            double level = stage.focus().getY() + stage.focus().getHeight() * (0.46 + 0.13 * layer);
            Ridge ridge = new Ridge(
                    random, level, stage.side() * (0.1 - 0.015 * layer), area.getWidth(), stage.drift() * share);
            g.setColor(Tone.mix(far, near, share));
            g.fill(ridge.shape(area));
            if (layer == 1 || layer == 2) {
                g.setColor(Tone.mix(far, near, Math.min(1, share + 0.16)));
                trees(g, area, ridge, stage.side() * (0.035 + 0.035 * layer), random);
            }
            if (layer == 2 && HUTS.contains(stage.pictogram().name())) {
                hut(g, stage, ridge, scheme, near);
            }
        }
    }

    /** Whether the brief is about a place that such a landscape could show. */
    static boolean suits(Pictogram pictogram) {
        return HUTS.contains(pictogram.name());
    }

    private static void trees(Graphics2D g, Rectangle2D area, Ridge ridge, double height, Random random) {
        for (double x = area.getX() - height;
                x < area.getMaxX() + height;
                x += height * (0.35 + random.nextDouble() * 1.1)) {
            double tall = height * (0.6 + random.nextDouble() * 0.8);
            double y = ridge.at(x - area.getX()) + tall * 0.12;
            Path2D tree = new Path2D.Double();
            for (int tier = 0; tier < 3; tier++) {
                double top = y - tall * (1 - 0.24 * tier);
                double base = y - tall * (0.52 - 0.26 * tier);
                double half = tall * (0.15 + 0.06 * tier);
                tree.moveTo(x, top);
                tree.lineTo(x + half, base);
                tree.lineTo(x - half, base);
                tree.closePath();
            }
            g.fill(tree);
        }
    }

    private static void hut(Graphics2D g, Stage stage, Ridge ridge, Scheme scheme, Color near) {
        double width = stage.side() * 0.2;
        double x = stage.centreX() - stage.side() * 0.2;
        double y = ridge.at(x + width / 2 - stage.area().getX()) + stage.side() * 0.03;
        double wall = width * 0.52;
        g.setColor(Tone.mix(near, Color.BLACK, 0.25));
        g.fill(new Rectangle2D.Double(x, y - wall, width, wall));
        Path2D roof = new Path2D.Double();
        roof.moveTo(x - width * 0.14, y - wall);
        roof.lineTo(x + width / 2, y - wall - width * 0.42);
        roof.lineTo(x + width * 1.14, y - wall);
        roof.closePath();
        g.setColor(Tone.mix(near, scheme.shade(), 0.85));
        g.fill(roof);
        g.setColor(new Color(0xFFD98A));
        double window = width * 0.2;
        g.fill(new Rectangle2D.Double(x + width * 0.18, y - wall * 0.72, window, window));
        g.fill(new Rectangle2D.Double(x + width * 0.6, y - wall * 0.72, window, wall * 0.72));
    }

    /** The line of a ridge: a sum of waves. */
    private static final class Ridge {

        private final double[] phases = new double[3];
        private final double level;
        private final double height;
        private final double width;

        Ridge(Random random, double level, double height, double width, double shift) {
            for (int i = 0; i < phases.length; i++) {
                phases[i] = random.nextDouble() * 2 * Math.PI + shift * 0.5;
            }
            this.level = level;
            this.height = height;
            this.width = width;
        }

        double at(double x) {
            double t = x / width * 2 * Math.PI;
            return level
                    - height
                            * (0.6 * Math.sin(t * 0.8 + phases[0])
                                    + 0.3 * Math.sin(t * 1.9 + phases[1])
                                    + 0.12 * Math.sin(t * 4.3 + phases[2]));
        }

        Path2D shape(Rectangle2D area) {
            Path2D shape = new Path2D.Double();
            shape.moveTo(area.getX(), area.getMaxY());
            for (double x = 0; x <= area.getWidth() + 4; x += 4) {
                shape.lineTo(area.getX() + x, at(x));
            }
            shape.lineTo(area.getMaxX(), area.getMaxY());
            shape.closePath();
            return shape;
        }
    }
}
