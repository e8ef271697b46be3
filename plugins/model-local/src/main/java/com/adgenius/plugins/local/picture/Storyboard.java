package com.adgenius.plugins.local.picture;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.local.copy.PosterText;
import com.adgenius.plugins.local.font.Fonts;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scenes of a video: the hook, what the reader gets, and the brand with a call to act. Each scene enters in
 * {@value #STEPS} steps and then stands still.
 */
public final class Storyboard {

    /** The steps of a scene's entrance; the last shows it at rest. */
    public static final int STEPS = 15;

    private static final double WIPE = 0.4;
    private static final double FIRST_PART = 0.22;
    private static final double NEXT_PART = 0.1;
    private static final double PART = 0.42;
    private static final double RISE = 0.045;
    private static final double DRIFT = 0.9;
    private static final int LONG_ENOUGH_FOR_ALL = 4;

    private final Canvas canvas;
    private final List<Poster> scenes;

    private Storyboard(Canvas canvas, List<Poster> scenes) {
        this.canvas = canvas;
        this.scenes = List.copyOf(scenes);
    }

    /**
     * The scenes for a brief.
     *
     * @param seconds how long the video is; a short one leaves out the middle
     * @param photo shown in place of the illustrations
     */
    public static Storyboard of(
            Fonts fonts,
            Brief brief,
            PosterText text,
            Canvas canvas,
            int variant,
            long seed,
            double seconds,
            Optional<BufferedImage> logo,
            Optional<BufferedImage> photo)
            throws PluginException {
        List<PosterText> words = new ArrayList<>();
        words.add(new PosterText(text.kicker(), text.headline(), "", "", text.brand()));
        if (!text.support().isEmpty() && seconds >= LONG_ENOUGH_FOR_ALL) {
            words.add(new PosterText("", text.support(), "", "", text.brand()));
        }
        boolean named = !text.brand().isEmpty();
        String closing = text.kicker().isEmpty() ? text.support() : text.kicker();
        words.add(new PosterText(
                "",
                named ? text.brand() : text.headline(),
                words.size() > 1 && closing.equals(text.support()) ? text.headline() : closing,
                text.button(),
                ""));
        List<Poster> scenes = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean last = i == words.size() - 1;
            Designer designer = new Designer(fonts, brief, canvas, variant, seed);
            scenes.add(designer.design(words.get(i), last || i == 0 ? logo : Optional.empty(), photo, i % 2));
        }
        return new Storyboard(canvas, scenes);
    }

    /** How many scenes there are. */
    public int scenes() {
        return scenes.size();
    }

    /** The picture of a scene at a step of its entrance, 0 to {@value #STEPS}. */
    public BufferedImage frame(int scene, int step) {
        Poster poster = scenes.get(scene);
        double time = step / (double) STEPS;
        boolean covering = scene > 0 && time < WIPE;
        BufferedImage image = covering ? scenes.get(scene - 1).image() : poster.ground();
        Graphics2D graphics = Poster.graphics(image);
        try {
            if (covering) {
                graphics.clip(revealed(ease(time / WIPE)));
                graphics.setColor(poster.scheme().ground());
                graphics.fillRect(0, 0, canvas.width(), canvas.height());
            }
            poster.panel(graphics, DRIFT * (1 - ease(time)));
            int order = 0;
            for (Part part : poster.parts()) {
                boolean thumbnail = scene == 0 && part.role() != Part.Role.KICKER;
                double entered = thumbnail ? 1 : ease((time - FIRST_PART - NEXT_PART * order) / PART);
                order += part.role() == Part.Role.BRAND ? 0 : 1;
                draw(graphics, part, entered);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void draw(Graphics2D graphics, Part part, double entered) {
        if (entered <= 0) {
            return;
        }
        Graphics2D moved = (Graphics2D) graphics.create();
        try {
            moved.setComposite(AlphaComposite.SrcOver.derive((float) entered));
            moved.translate(0, RISE * canvas.side() * (1 - entered));
            part.draw(moved);
        } finally {
            moved.dispose();
        }
    }

    private Rectangle2D revealed(double share) {
        boolean tall = canvas.height() > canvas.width();
        return tall
                ? new Rectangle2D.Double(0, canvas.height() * (1 - share), canvas.width(), canvas.height() * share)
                : new Rectangle2D.Double(canvas.width() * (1 - share), 0, canvas.width() * share, canvas.height());
    }

    /** Fast at first, slow at the end. */
    private static double ease(double time) {
        double clamped = Math.clamp(time, 0, 1);
        return 1 - Math.pow(1 - clamped, 3);
    }
}
