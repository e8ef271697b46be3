package com.adgenius.plugins.local.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a text.
 *
 * @param kind what it is made of
 * @param written in lower case, as it stands in the text
 * @param plain as the lexicons write it
 */
record Token(Kind kind, String written, String plain) {

    /** What pieces are made of. */
    enum Kind {
        JAPANESE,
        WORD,
        NUMBER,
        EMOJI
    }

    private static final Pattern PIECE = Pattern.compile("""
            (?<japanese>[\\u3041-\\u30fa\\u30fc-\\u30fe\\u3005\\u4e00-\\u9fff]+)\
            |(?<word>[\\p{L}\\p{Mn}&&[^\\u3041-\\u30ff\\u3005\\u4e00-\\u9fff]]+)(?:['’]\\p{L}+)?\
            |(?<number>\\p{N}+)\
            |(?<emoji>\\p{IsExtended_Pictographic})""");

    /** The pieces of a text in Unicode's compatible form. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            if (matcher.group("word") != null) {
                String word = matcher.group("word");
                tokens.add(new Token(Kind.WORD, word.toLowerCase(Locale.ROOT), Spelling.plain(word)));
            } else {
                Kind kind = matcher.group("japanese") != null
                        ? Kind.JAPANESE
                        : matcher.group("number") != null ? Kind.NUMBER : Kind.EMOJI;
                tokens.add(new Token(kind, matcher.group(), matcher.group()));
            }
        }
        return tokens;
    }
}
