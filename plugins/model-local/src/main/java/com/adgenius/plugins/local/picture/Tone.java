package com.adgenius.plugins.local.picture;

import java.awt.Color;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reckons with colours. */
final class Tone {

    /** The contrast that normal text needs (WCAG 2.2, success criterion 1.4.3). */
    static final double READABLE = 4.5;

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    private Tone() {}

    static Optional<Color> parse(String hex) {
        return HEX.matcher(hex.strip()).matches()
                ? Optional.of(new Color(Integer.parseInt(hex.strip().substring(1), 16)))
                : Optional.empty();
    }

    /** The relative luminance, 0 to 1 (WCAG 2.2). */
    static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    /** The contrast ratio, 1 to 21 (WCAG 2.2). */
    static double contrast(Color one, Color other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    static float saturation(Color color) {
        float[] hsb = Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null);
        return hsb[1] * hsb[2];
    }

    /** So much of the other colour mixed in, 0 to 1. */
    static Color mix(Color color, Color other, double share) {
        return new Color(
                channel(color.getRed(), other.getRed(), share),
                channel(color.getGreen(), other.getGreen(), share),
                channel(color.getBlue(), other.getBlue(), share));
    }

    static Color fade(Color color, double alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(alpha * 255));
    }

    private static int channel(int one, int other, double share) {
        return (int) Math.round(one + (other - one) * share);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
