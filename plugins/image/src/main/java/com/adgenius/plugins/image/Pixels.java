package com.adgenius.plugins.image;

import static java.util.Objects.requireNonNull;

/** A picture as opaque sRGB pixels, row by row, {@code 0xRRGGBB}. Never changed once it is made. */
final class Pixels {

    private final int width;
    private final int height;
    private final int[] rgb;

    /** A picture of these pixels, which the caller gives away. */
    Pixels(int width, int height, int[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = requireNonNull(rgb, "rgb is null");
        if (rgb.length != width * height) {
            throw new IllegalArgumentException(rgb.length + " pixels are not " + width + " × " + height);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The pixels themselves, not a copy: only to be read. */
    int[] rgb() {
        return rgb;
    }

    double ratio() {
        return (double) width / height;
    }

    /** The largest part of that ratio, from the middle. */
    Pixels cropped(double ratio) {
        int newWidth = Math.min(width, Math.max(1, (int) Math.round(height * ratio)));
        int newHeight = Math.min(height, Math.max(1, (int) Math.round(width / ratio)));
        int left = (width - newWidth) / 2;
        int top = (height - newHeight) / 2;
        int[] part = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            System.arraycopy(rgb, (top + y) * width + left, part, y * newWidth, newWidth);
        }
        return new Pixels(newWidth, newHeight, part);
    }
}
