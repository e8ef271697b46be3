package com.adgenius.host.server.creative;

import java.text.Normalizer;

/**
 * How wide a text counts against a format's limit, as {@code limits.width} of {@code /formats} says it: East Asian wide and
 * full-width code points (Unicode Standard Annex 11, classes W and F) and emoji count 2, every other code point 1, in
 * normalisation form C.
 */
public final class TextWidth {

    /** First and last code point of each range of class W or F outside emoji, ascending. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2329, 0x232A},
        {0x2E80, 0x303E},
        {0x3041, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE10, 0xFE19},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18DFF},
        {0x1AFF0, 0x1B2FF},
        {0x1F200, 0x1F2FF},
        {0x20000, 0x3FFFD},
    };

    private TextWidth() {}

    /** The width of the text. */
    public static int of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(TextWidth::of)
                .sum();
    }

    private static int of(int codePoint) {
        return codePoint >= 0x1100 && (isWide(codePoint) || isEmoji(codePoint)) ? 2 : 1;
    }

    private static boolean isEmoji(int codePoint) {
        return Character.isEmojiPresentation(codePoint)
                || codePoint >= 0x2600 && Character.isExtendedPictographic(codePoint);
    }

    private static boolean isWide(int codePoint) {
        for (int[] range : WIDE) {
            if (codePoint <= range[1]) {
                return codePoint >= range[0];
            }
        }
        return false;
    }
}
