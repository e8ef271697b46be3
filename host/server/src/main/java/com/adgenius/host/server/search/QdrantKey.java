package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The API key that Qdrant demands. Nothing here says it: no message, no log.
 *
 * @param value the key
 */
public record QdrantKey(String value) {

    /** What the value of a header may be. */
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

    public QdrantKey {
        requireNonNull(value, "value is null");
        if (!PRINTABLE.matcher(value).matches()) {
            throw new IllegalArgumentException("must be printable ASCII without spaces");
        }
    }

    @Override
    public String toString() {
        return "QdrantKey[]";
    }
}
