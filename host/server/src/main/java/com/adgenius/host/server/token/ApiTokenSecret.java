package com.adgenius.host.server.token;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.registration.LinkSecret;
import java.util.regex.Pattern;

/**
 * What a program sends: a prefix, by which people and scanners of repositories know it for what it is, and 256 random
 * bits. We keep its hash alone.
 */
record ApiTokenSecret(String text) {

    static final String PREFIX = "adg_";

    private static final int SHOWN = PREFIX.length() + 4;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    ApiTokenSecret {
        requireNonNull(text, "text is null");
    }

    static ApiTokenSecret next() {
        return new ApiTokenSecret(PREFIX + LinkSecret.next().text());
    }

    static boolean hasShape(String text) {
        return SHAPE.matcher(text).matches();
    }

    String hash() {
        return new LinkSecret(text).hash();
    }

    /** Its beginning, by which people tell their tokens apart. */
    String beginning() {
        return text.substring(0, SHOWN);
    }

    @Override
    public String toString() {
        return "ApiTokenSecret";
    }
}
