package com.adgenius.host.server.mail;

import java.util.regex.Pattern;

/** What a template is written in, and how a value is made harmless in it. */
enum Markup {
    /** HTML; values stand between tags or in attributes in double quotes. */
    HTML("html") {
        @Override
        String escape(String value) {
            StringBuilder escaped = new StringBuilder(value.length() + 16);
            for (char character : plain(value).toCharArray()) {
                switch (character) {
                    case '&' -> escaped.append("&amp;");
                    case '<' -> escaped.append("&lt;");
                    case '>' -> escaped.append("&gt;");
                    case '"' -> escaped.append("&quot;");
                    case '\'' -> escaped.append("&#39;");
                    default -> escaped.append(character);
                }
            }
            return escaped.toString();
        }
    },
    /** Plain text. */
    TEXT("txt") {
        @Override
        String escape(String value) {
            return plain(value);
        }
    };

    /** Control characters, line breaks among them, and those that turn the direction of what follows. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cntrl}\\u2028-\\u202e\\u2066-\\u2069\\u200e\\u200f]+");

    private final String ending;

    Markup(String ending) {
        this.ending = ending;
    }

    /** The ending of its files' names. */
    String ending() {
        return ending;
    }

    /** The value as it stands in such a template: one line that shows what it is. */
    abstract String escape(String value);

    static String plain(String value) {
        return HARMFUL.matcher(value).replaceAll(" ");
    }
}
