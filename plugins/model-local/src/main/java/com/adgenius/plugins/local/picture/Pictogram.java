package com.adgenius.plugins.local.picture;

import com.adgenius.plugins.local.Json;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A drawing of a thing, from the Phosphor icons (MIT licence).
 *
 * @param keywords words in several languages that mean the thing
 * @param shade its surfaces, in a square of 256
 * @param line its lines, in the same square
 */
record Pictogram(String name, List<String> keywords, Path2D shade, Path2D line) {

    private static final List<Pictogram> ALL =
            Json.objects("/com/adgenius/plugins/local/pictograms/pictograms.json").stream()
                    .map(Pictogram::of)
                    .toList();
    private static final String NEUTRAL = "sparkle";

    /** The drawing whose words the first text holds most, else the second; a sparkle where none does. */
    static Pictogram of(String text, String otherText) {
        Pictogram best = named(NEUTRAL);
        double most = 0;
        for (Pictogram candidate : ALL) {
            double hits = 1.5 * candidate.hits(text) + candidate.hits(otherText);
            if (hits > most) {
                best = candidate;
                most = hits;
            }
        }
        return best;
    }

    static Pictogram named(String name) {
        return ALL.stream().filter(icon -> icon.name().equals(name)).findFirst().orElse(ALL.getFirst());
    }

    /** Draws it in a square of that side with that centre. */
    void draw(Graphics2D graphics, double centreX, double centreY, double side, Color shadeColour, Color lineColour) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(centreX - side / 2, centreY - side / 2);
        graphics.scale(side / 256, side / 256);
        graphics.setColor(shadeColour);
        graphics.fill(shade);
        graphics.setColor(lineColour);
        graphics.fill(line);
        graphics.setTransform(before);
    }

    private double hits(String text) {
        String lower = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\p{M}-]+", " ") + " ";
        double hits = 0;
        for (String keyword : keywords) {
            boolean spaced = keyword.codePoints().noneMatch(c -> c >= 0x3040 && c <= 0x9FFF);
            int at = spaced ? lower.indexOf(" " + keyword + " ") : lower.indexOf(keyword);
            if (at >= 0) {
                hits += 1 + 0.3 * (1 - (double) at / lower.length());
            }
        }
        return hits;
    }

    private static Pictogram of(Map<String, Object> data) {
        return new Pictogram(
                String.valueOf(data.get("name")),
                Json.texts(data, "keywords"),
                OutlineParser.parse(String.valueOf(data.get("shade"))),
                OutlineParser.parse(String.valueOf(data.get("line"))));
    }
}
