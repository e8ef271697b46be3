package com.adgenius.plugins.local.font;

import com.adgenius.plugin.PluginException;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines of text, set and ready to draw.
 *
 * @param lines from top to bottom
 * @param leading the distance of two base lines, in pixels
 * @param width of the widest line
 * @param ascent of the first line above its base line
 * @param descent of the last line below its base line
 */
public record TextBlock(
        List<TextLayout> lines,
        float size,
        float leading,
        float width,
        float ascent,
        float descent,
        boolean rightToLeft) {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final float MEASURE = 100;
    private static final float STEP = 0.94f;

    /**
     * How a text is to be fitted.
     *
     * @param largest size in pixels, which is tried first
     * @param smallest size in pixels, which is used even where the text then does not fit
     * @param leading as a multiple of the size
     */
    public record Fit(float width, float height, int lines, float largest, float smallest, float leading) {}

    /** The text in the largest size at which it fits, broken into lines of even length. */
    public static TextBlock fit(Fonts fonts, String text, Typeface typeface, Locale locale, Fit fit)
            throws PluginException {
        List<String> pieces = Wrapping.pieces(text, locale);
        Measure measure = new Measure(fonts, typeface, pieces);
        for (float size = fit.largest(); ; size *= STEP) {
            float room = fit.width() * MEASURE / size;
            List<String> lines = measure.wrap(room);
            float height = size * (fit.leading() * (lines.size() - 1) + 1.1f);
            boolean fits = lines.size() <= fit.lines() && height <= fit.height() && measure.widest(lines) <= room;
            if (fits || size * STEP < fit.smallest()) {
                return set(fonts, measure.even(lines.size(), room), typeface, size, fit.leading());
            }
        }
    }

    /** The height from the top of the first line to the bottom of the last. */
    public float height() {
        return ascent + leading * (lines.size() - 1) + descent;
    }

    /** Draws the block with its top edge there; lines begin at the left edge, or end at the right one. */
    public void draw(Graphics2D graphics, float left, float top, float room) {
        float y = top + ascent;
        for (TextLayout line : lines) {
            line.draw(graphics, rightToLeft ? left + room - line.getAdvance() : left, y);
            y += leading;
        }
    }

    /** Draws the block centred in the room. */
    public void drawCentred(Graphics2D graphics, float left, float top, float room) {
        float y = top + ascent;
        for (TextLayout line : lines) {
            line.draw(graphics, left + (room - line.getAdvance()) / 2, y);
            y += leading;
        }
    }

    /** The area that the block covers when drawn there. */
    public Rectangle2D bounds(float left, float top, float room) {
        return new Rectangle2D.Float(rightToLeft ? left + room - width : left, top, width, height());
    }

    private static TextBlock set(Fonts fonts, List<String> texts, Typeface typeface, float size, float leading)
            throws PluginException {
        boolean rightToLeft = rightToLeft(String.join(" ", texts));
        List<TextLayout> lines = new ArrayList<>();
        float width = 0;
        for (String text : texts) {
            TextLayout line = layout(fonts, text.strip(), typeface, size, rightToLeft);
            lines.add(line);
            width = Math.max(width, line.getAdvance());
        }
        float ascent = size * 0.82f;
        float descent = size * 0.26f;
        return new TextBlock(lines, size, size * leading, width, ascent, descent, rightToLeft);
    }

    private static TextLayout layout(Fonts fonts, String text, Typeface typeface, float size, boolean rightToLeft)
            throws PluginException {
        AttributedString set = fonts.set(text, typeface, size);
        set.addAttribute(
                TextAttribute.RUN_DIRECTION,
                rightToLeft ? TextAttribute.RUN_DIRECTION_RTL : TextAttribute.RUN_DIRECTION_LTR);
        return new TextLayout(set.getIterator(), CONTEXT);
    }

    private static boolean rightToLeft(String text) {
        return text
                .codePoints()
                .map(Character::getDirectionality)
                .filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                .findFirst()
                .stream()
                .anyMatch(direction -> direction != Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    }

    /** Breaks pieces into lines by their widths at the size {@value TextBlock#MEASURE}. */
    private static final class Measure {

        private final List<String> pieces;
        private final Fonts fonts;
        private final Typeface typeface;

        Measure(Fonts fonts, Typeface typeface, List<String> pieces) {
            this.fonts = fonts;
            this.typeface = typeface;
            this.pieces = pieces;
        }

        List<String> wrap(float room) throws PluginException {
            List<String> lines = new ArrayList<>();
            String line = "";
            for (String piece : pieces) {
                if (!line.isEmpty() && width(line + piece) > room) {
                    lines.add(line);
                    line = piece;
                } else {
                    line += piece;
                }
            }
            lines.add(line);
            return lines;
        }

        /** The same number of lines in the narrowest room that gives it. */
        List<String> even(int count, float room) throws PluginException {
            float narrow = 0;
            float wide = room;
            for (int i = 0; i < 8; i++) {
                float middle = (narrow + wide) / 2;
                List<String> lines = wrap(middle);
                if (lines.size() <= count && widest(lines) <= middle) {
                    wide = middle;
                } else {
                    narrow = middle;
                }
            }
            return wrap(wide);
        }

        float widest(List<String> lines) throws PluginException {
            float widest = 0;
            for (String line : lines) {
                widest = Math.max(widest, width(line));
            }
            return widest;
        }

        private float width(String text) throws PluginException {
            String bare = text.strip();
            return bare.isEmpty()
                    ? 0
                    : layout(fonts, bare, typeface, MEASURE, false).getAdvance();
        }
    }
}
