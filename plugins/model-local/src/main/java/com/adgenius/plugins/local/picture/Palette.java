package com.adgenius.plugins.local.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A brand's colours by what they are good for. What the brand lacks is derived from what it has.
 *
 * @param dark to write with on light, or to fill a ground
 * @param light to write with on dark, or to fill a ground
 * @param accent what catches the eye
 * @param middle between the others, for shapes
 * @param leadsDark whether the brand's first colour is a dark one
 */
record Palette(Color dark, Color light, Color accent, Color middle, boolean leadsDark) {

    private static final List<List<String>> WITHOUT_BRAND = List.of(
            List.of("#1B2A41", "#F4B942", "#F5F1E8"),
            List.of("#22333B", "#E07A5F", "#F4F1DE"),
            List.of("#2D3047", "#93B7BE", "#F1EDE4"));
    private static final double DARK = 0.2;
    private static final double LIGHT = 0.7;
    private static final double PALE = 0.45;

    /** The palette of those colours; colours that are none are passed over. */
    static Palette of(List<String> colours, int otherwise) {
        List<Color> known = new ArrayList<>();
        colours.forEach(text -> Tone.parse(text).ifPresent(known::add));
        if (known.isEmpty()) {
            WITHOUT_BRAND
                    .get(Math.floorMod(otherwise, WITHOUT_BRAND.size()))
                    .forEach(text -> Tone.parse(text).ifPresent(known::add));
        }
        Color darkest =
                known.stream().min(Comparator.comparingDouble(Tone::luminance)).orElse(Color.BLACK);
        Color lightest =
                known.stream().max(Comparator.comparingDouble(Tone::luminance)).orElse(Color.WHITE);
        Color dark = darkest;
        while (Tone.luminance(dark) > DARK) {
            dark = Tone.mix(dark, Color.BLACK, 0.2);
        }
        Color light = lightest;
        while (Tone.luminance(light) < LIGHT || Tone.contrast(dark, light) < Tone.READABLE) {
            light = Tone.mix(light, Color.WHITE, 0.3);
            if (light.equals(Color.WHITE) || Tone.luminance(light) > 0.98) {
                break;
            }
        }
        while (Tone.contrast(dark, light) < Tone.READABLE) {
            dark = Tone.mix(dark, Color.BLACK, 0.2);
        }
        Color accent = accent(known, darkest, lightest);
        Color middle = known.stream()
                .filter(color -> !color.equals(darkest) && !color.equals(lightest) && !color.equals(accent))
                .findFirst()
                .orElse(Tone.mix(dark, light, 0.22));
        return new Palette(dark, light, accent, middle, Tone.luminance(known.getFirst()) <= DARK);
    }

    private static Color accent(List<Color> known, Color darkest, Color lightest) {
        return known.stream()
                .filter(color -> !color.equals(darkest))
                .filter(color -> !color.equals(lightest) || Tone.luminance(color) < PALE)
                .max(Comparator.comparingDouble(Tone::saturation))
                .orElseGet(() -> derived(known.size() > 1 || Tone.luminance(darkest) < LIGHT ? darkest : lightest));
    }

    /** A livelier relative of a colour. */
    private static Color derived(Color color) {
        float[] hsb = Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null);
        return Color.getHSBColor(hsb[0], Math.min(1, hsb[1] * 0.92f), Math.min(0.93f, hsb[2] + 0.34f));
    }
}
