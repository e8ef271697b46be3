package com.adgenius.plugins.local.picture;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugins.local.copy.PosterText;
import com.adgenius.plugins.local.font.Fonts;
import com.adgenius.plugins.local.font.Typeface;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Lays out an advertisement for a canvas of any shape. */
final class Designer {

    private static final double BANNER = 2.6;
    private static final double WIDE = 1.22;
    private static final double SQUARE = 0.84;
    private static final double BANNER_TYPE = 1.75;

    private final Fonts fonts;
    private final Brief brief;
    private final Canvas canvas;
    private final int variant;
    private final long seed;

    Designer(Fonts fonts, Brief brief, Canvas canvas, int variant, long seed) {
        this.fonts = fonts;
        this.brief = brief;
        this.canvas = canvas;
        this.variant = variant;
        this.seed = seed;
    }

    /** The poster of that variant with those words. */
    Poster design(PosterText text, Optional<BufferedImage> logo, Optional<BufferedImage> photo) throws PluginException {
        return design(text, logo, photo, 0);
    }

    /** The poster with the colours and the illustration of so many variants further on. */
    Poster design(PosterText text, Optional<BufferedImage> logo, Optional<BufferedImage> photo, int further)
            throws PluginException {
        List<String> voices = brief.tone().isBlank()
                ? brief.brand().voice()
                : List.of(brief.tone().toLowerCase(Locale.ROOT).split("\\W+"));
        Mood mood = Mood.of(voices);
        int turn = Math.floorMod(variant - 1 + further + (int) (seed % 97), 60);
        Palette palette =
                Palette.of(brief.brand().palette(), brief.brand().name().hashCode());
        Scheme scheme = Scheme.of(palette, turn + 1);
        Pictogram pictogram = Pictogram.of(brief.prompt(), brief.brand().description());
        List<Illustration> illustrations = mood.illustrations().stream()
                .filter(candidate -> candidate != Illustration.HILLS || Landscape.suits(pictogram))
                .toList();
        Illustration illustration = illustrations.get(turn % illustrations.size());
        boolean rightToLeft =
                List.of("ar", "fa", "he", "ur").contains(brief.locale().getLanguage());

        Rectangle2D safe = canvas.safe();
        double ratio = safe.getWidth() / safe.getHeight();
        double margin = canvas.margin();
        double side = canvas.side();
        PosterText shown = text;
        Rectangle2D panel;
        Typesetter.Column column;
        if (ratio >= BANNER) {
            double square = safe.getHeight() + 2 * margin;
            panel = rightToLeft
                    ? new Rectangle2D.Double(canvas.width() - square, 0, square, canvas.height())
                    : new Rectangle2D.Double(0, 0, square, canvas.height());
            double from = rightToLeft ? safe.getX() : square + margin;
            double to = rightToLeft ? canvas.width() - square - margin : safe.getMaxX();
            column = new Typesetter.Column(
                    new Rectangle2D.Double(from, safe.getY(), to - from, safe.getHeight()), false, 2, 0.17);
            side *= BANNER_TYPE;
            shown = new PosterText("", text.headline(), text.support(), text.button(), text.brand());
        } else if (ratio >= WIDE) {
            double text0 = safe.getWidth() * 0.545;
            double edge = safe.getX() + text0 + margin * 0.9;
            panel = rightToLeft
                    ? new Rectangle2D.Double(0, 0, canvas.width() - edge, canvas.height())
                    : new Rectangle2D.Double(edge, 0, canvas.width() - edge, canvas.height());
            double from = rightToLeft ? safe.getMaxX() - text0 : safe.getX();
            column = new Typesetter.Column(
                    new Rectangle2D.Double(from, safe.getY(), text0, safe.getHeight()), true, 3, 0.145);
        } else {
            double share = ratio >= SQUARE ? 0.45 : 0.47;
            double edge = safe.getY() + safe.getHeight() * share;
            panel = new Rectangle2D.Double(0, 0, canvas.width(), edge);
            double from = edge + margin * 0.85;
            column = new Typesetter.Column(
                    new Rectangle2D.Double(safe.getX(), from, safe.getWidth(), safe.getMaxY() - from),
                    false,
                    ratio >= SQUARE ? 3 : 4,
                    ratio >= SQUARE ? 0.102 : 0.132);
        }
        double corner = 0;
        boolean inset =
                mood.display() == Typeface.SERIF_DISPLAY && canvas.covered().equals(SafeArea.WHOLE);
        if (inset) {
            double by = margin * 0.5;
            panel = new Rectangle2D.Double(
                    panel.getX() + (panel.getX() > 0 ? 0 : by),
                    panel.getY() + by,
                    panel.getWidth() - by,
                    panel.getHeight() - by * (panel.getHeight() < canvas.height() ? 1 : 2));
            panel = panel.getWidth() > canvas.width() - 1.5 * by
                    ? new Rectangle2D.Double(by, panel.getY(), canvas.width() - 2 * by, panel.getHeight())
                    : panel;
            corner = margin * 0.5;
        }
        Rectangle2D focus = panel.createIntersection(wholly(safe, margin));
        List<Part> parts = new Typesetter(fonts, scheme, mood.display(), brief.locale(), side, rightToLeft)
                .set(shown, logo, column);
        Stage stage = new Stage(panel, focus, scheme, pictogram, 0, Objects.hash(brief.prompt(), variant, seed));
        return new Poster(canvas, scheme, illustration, stage, panel, corner, photo, parts);
    }

    private static Rectangle2D wholly(Rectangle2D safe, double margin) {
        return new Rectangle2D.Double(
                safe.getX() - margin * 0.4,
                safe.getY() - margin * 0.4,
                safe.getWidth() + margin * 0.8,
                safe.getHeight() + margin * 0.8);
    }
}
