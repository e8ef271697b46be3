package com.adgenius.plugins.local.font;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a text may be broken into lines. */
final class Wrapping {

    private Wrapping() {}

    /** The pieces that stay together, in order; each carries the spaces that follow it. */
    static List<String> pieces(String text, Locale locale) {
        List<String> pieces = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getLineInstance(locale);
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (end < text.length() && !japaneseMayBreak(text, end)) {
                continue;
            }
            pieces.add(text.substring(start, end));
            start = end;
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    /** Japanese is broken behind a particle or a comma, not inside a word of kanji and katakana. */
    private static boolean japaneseMayBreak(String text, int at) {
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        if (!japanese(before) && !japanese(after)) {
            return true;
        }
        boolean punctuation = "、。，．・！？」』".indexOf(before) >= 0;
        return punctuation || (hiragana(before) && !hiragana(after)) || Character.isWhitespace(before);
    }

    private static boolean japanese(int codePoint) {
        return codePoint >= 0x3000 && codePoint <= 0x9FFF || codePoint >= 0xFF00;
    }

    private static boolean hiragana(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HIRAGANA;
    }
}
