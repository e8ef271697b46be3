package com.adgenius.plugins.text;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text without anything that a page, a template, a query or a terminal could take for more than text. */
final class PlainText {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern MARKUP =
            Pattern.compile("<\\s*[/!?]?\\s*\\p{L}|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9A-Fa-fxX]+);"
                    + "|[{}`]|\\*\\*|__|\\]\\(|^\\s*#{1,6}\\s|\\$\\p{L}");
    private static final Pattern ADDRESS = Pattern.compile("(?i)://|\\b(?:javascript|data|vbscript):\\S");
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /**
     * The text in normalisation form C, with runs of white space and line breaks as one space, and without invisible
     * characters, which only serve to hide something; joiners between letters beyond ASCII stay, as Persian, Indic scripts
     * and emoji need them.
     */
    static String normalize(String text) {
        String spaced =
                SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ");
        StringBuilder visible = new StringBuilder(spaced.length());
        int previous = ' ';
        for (int i = 0; i < spaced.length(); ) {
            int codePoint = spaced.codePointAt(i);
            i += Character.charCount(codePoint);
            int next = i < spaced.length() ? spaced.codePointAt(i) : ' ';
            boolean joiner = codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            boolean invisible = Character.getType(codePoint) == Character.FORMAT;
            if (!invisible || (joiner && previous > 0x7F && next > 0x7F)) {
                visible.appendCodePoint(codePoint);
            }
            previous = codePoint;
        }
        return visible.toString().strip();
    }

    /** Why a normalised text is not plain; empty where it is. */
    static Optional<String> objection(String text) {
        if (text.codePoints().anyMatch(PlainText::forbidden)) {
            return Optional.of("holds a control, private or unassigned character");
        }
        if (MARKUP.matcher(text).find()) {
            return Optional.of("holds markup, braces or an operator; write plain text");
        }
        if (ADDRESS.matcher(text).find()) {
            return Optional.of("holds a web address; write plain text");
        }
        return Optional.empty();
    }

    private static boolean forbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
