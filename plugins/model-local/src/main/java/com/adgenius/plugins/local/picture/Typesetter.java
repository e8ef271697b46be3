package com.adgenius.plugins.local.picture;

import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.local.copy.PosterText;
import com.adgenius.plugins.local.font.Fonts;
import com.adgenius.plugins.local.font.TextBlock;
import com.adgenius.plugins.local.font.Typeface;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sets the words of a poster into a column, the largest headline that leaves room for the rest. */
final class Typesetter {

    private static final float TIGHT = 1.08f;
    private static final float LOOSE = 1.34f;
    private static final double LEAST_HEADLINE = 0.05;

    private final Fonts fonts;
    private final Scheme scheme;
    private final Typeface display;
    private final Locale locale;
    private final double side;
    private final boolean rightToLeft;

    Typesetter(Fonts fonts, Scheme scheme, Typeface display, Locale locale, double side, boolean rightToLeft) {
        this.fonts = fonts;
        this.scheme = scheme;
        this.display = display;
        this.locale = locale;
        this.side = side;
        this.rightToLeft = rightToLeft;
    }

    /** How a column is filled. */
    record Column(Rectangle2D area, boolean brandAbove, int headlineLines, double largest) {}

    /** The parts of the poster in the column. */
    List<Part> set(PosterText text, Optional<BufferedImage> logo, Column column) throws PluginException {
        PosterText shown = text;
        while (true) {
            List<Part> parts = attempt(shown, logo, column);
            boolean small = parts.stream()
                    .anyMatch(part -> part instanceof Part.Words words
                            && words.role() == Part.Role.HEADLINE
                            && words.block().size() < side * LEAST_HEADLINE);
            boolean outside = parts.stream()
                    .anyMatch(part -> part.bounds().getMaxY() > column.area().getMaxY() + 1);
            if (!(small || outside)
                    || (shown.kicker().isEmpty() && shown.support().isEmpty())) {
                return parts;
            }
            shown = shown.kicker().isEmpty()
                    ? new PosterText("", shown.headline(), "", shown.button(), shown.brand())
                    : new PosterText("", shown.headline(), shown.support(), shown.button(), shown.brand());
        }
    }

    private List<Part> attempt(PosterText text, Optional<BufferedImage> logo, Column column) throws PluginException {
        Rectangle2D area = column.area();
        float room = (float) area.getWidth();
        float gap = (float) (side * 0.034);
        float brandHeight = (float) (side * (logo.isPresent() ? 0.085 : 0.054));
        float buttonHeight = text.button().isEmpty() ? 0 : (float) (side * 0.1);
        boolean branded = logo.isPresent() || !text.brand().isEmpty();
        boolean row = !column.brandAbove();
        float rowHeight = row ? Math.max(buttonHeight, branded ? brandHeight : 0) : buttonHeight;
        float above = column.brandAbove() && branded ? brandHeight + gap : 0;

        Optional<TextBlock> kicker = block(text.kicker(), Typeface.STRONG, room, side * 0.037, 1, LOOSE);
        Optional<TextBlock> support = block(text.support(), Typeface.TEXT, room, side * 0.046, 3, LOOSE);
        float others = kicker.map(block -> block.height() + gap * 0.5f).orElse(0f)
                + support.map(block -> block.height() + gap * 0.75f).orElse(0f)
                + (rowHeight > 0 ? rowHeight + gap * 1.2f : 0);
        float left = (float) area.getHeight() - above - others;
        TextBlock headline = TextBlock.fit(
                fonts,
                text.headline(),
                display,
                locale,
                new TextBlock.Fit(
                        room,
                        Math.max(left, 1),
                        column.headlineLines(),
                        (float) (side * column.largest()),
                        (float) (side * 0.035),
                        TIGHT + (rightToLeft ? 0.22f : 0)));
        float x = (float) area.getX();
        float y = (float) area.getY() + above + Math.max(0, (left - headline.height()) / 2);
        List<Part> parts = new ArrayList<>();
        if (column.brandAbove()) {
            brand(text.brand(), logo, x, (float) area.getY(), room, brandHeight, rightToLeft, parts);
        }
        if (kicker.isPresent()) {
            parts.add(new Part.Words(Part.Role.KICKER, kicker.get(), x, y, room, scheme.kicker(), scheme.ground()));
            y += kicker.get().height() + gap * 0.5f;
        }
        parts.add(new Part.Words(Part.Role.HEADLINE, headline, x, y, room, scheme.ink(), scheme.ground()));
        y += headline.height();
        if (support.isPresent()) {
            y += gap * 0.75f;
            parts.add(new Part.Words(Part.Role.SUPPORT, support.get(), x, y, room, scheme.soft(), scheme.ground()));
            y += support.get().height();
        }
        if (rowHeight > 0) {
            y += gap * 1.2f;
            float used = button(text.button(), x, y + (rowHeight - buttonHeight) / 2, room, buttonHeight, parts);
            if (row) {
                boolean end = used > 0;
                float brandRoom = end ? room - used - gap : room;
                float brandX = rightToLeft ? x : x + room - brandRoom;
                brand(
                        text.brand(),
                        logo,
                        brandX,
                        y + (rowHeight - brandHeight) / 2,
                        brandRoom,
                        brandHeight,
                        end != rightToLeft,
                        parts);
            }
        }
        return parts;
    }

    /** The brand's logo or sign and name, at the right or left end of the room. */
    private void brand(
            String name,
            Optional<BufferedImage> logo,
            float x,
            float y,
            float room,
            float height,
            boolean atRight,
            List<Part> parts)
            throws PluginException {
        if (logo.isPresent()) {
            double width = Math.min(
                    room, height * logo.get().getWidth() / (double) logo.get().getHeight());
            double tall = width * logo.get().getHeight() / logo.get().getWidth();
            parts.add(new Part.Logo(
                    logo.get(),
                    new Rectangle2D.Double(atRight ? x + room - width : x, y + (height - tall) / 2, width, tall),
                    Color.WHITE));
            return;
        }
        if (name.isEmpty()) {
            return;
        }
        double sign = height * 0.72;
        float distance = (float) (sign * 1.42);
        TextBlock block = TextBlock.fit(
                fonts,
                name,
                Typeface.STRONG,
                locale,
                new TextBlock.Fit(room - distance, height * 2, 1, height * 0.86f, height * 0.4f, TIGHT));
        float width = block.width() + distance;
        float from = atRight ? x + room - width : x;
        float capitals = block.size() * 0.72f;
        float top = y + height / 2 + capitals / 2 - block.ascent();
        boolean signRight = rightToLeft;
        double signX = signRight ? from + width - sign : from;
        parts.add(new Part.Sign(
                new Rectangle2D.Double(signX, y + (height - sign) / 2, sign, sign), scheme.button(), scheme.ground()));
        parts.add(new Part.Words(
                Part.Role.BRAND,
                block,
                signRight ? from : from + distance,
                top,
                block.width(),
                scheme.ink(),
                scheme.ground()));
    }

    /** The button, and how wide it is. */
    private float button(String text, float x, float y, float room, float height, List<Part> parts)
            throws PluginException {
        if (text.isEmpty()) {
            return 0;
        }
        TextBlock block = TextBlock.fit(
                fonts,
                text,
                Typeface.STRONG,
                locale,
                new TextBlock.Fit(room * 0.62f, height, 1, height * 0.4f, height * 0.2f, TIGHT));
        float width = block.width() + height * 1.1f;
        parts.add(new Part.Button(
                block,
                new Rectangle2D.Float(rightToLeft ? x + room - width : x, y, width, height),
                scheme.button(),
                scheme.onButton()));
        return width;
    }

    private Optional<TextBlock> block(String text, Typeface typeface, float room, double size, int lines, float leading)
            throws PluginException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(TextBlock.fit(
                fonts,
                text,
                typeface,
                locale,
                new TextBlock.Fit(
                        room,
                        (float) (size * leading * (lines + 1)),
                        lines,
                        (float) size,
                        (float) (size * 0.6),
                        leading)));
    }
}
