package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.util.Arrays;

/** Where a document stands in its collection: its encoded id, or a random one where the collection has no ids. */
final class Position {

    private final byte[] bytes;

    private Position(byte[] bytes) {
        this.bytes = requireNonNull(bytes, "bytes is null");
    }

    static Position of(byte[] bytes) {
        return new Position(bytes);
    }

    /** The position of the document with this id; 1 and 1.0 are the same id. */
    static Position ofId(Object id) {
        return new Position(Encoding.key(new KeyValue(id).normalized()));
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position position && Arrays.equals(bytes, position.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Encoding.values(bytes).toString();
    }
}
