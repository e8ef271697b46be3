package com.adgenius.host.embedded;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** Finds the entries of a map whose keys start alike. */
final class Prefix {

    private Prefix() {}

    /** The values of all keys that start with these bytes, each once. */
    static Set<Position> positions(MVMap<byte[], byte[]> map, byte[] prefix) {
        Set<Position> positions = new LinkedHashSet<>();
        Cursor<byte[], byte[]> cursor = map.cursor(prefix);
        Iterator<byte[]> keys = cursor;
        while (keys.hasNext() && startsWith(keys.next(), prefix)) {
            positions.add(Position.of(cursor.getValue()));
        }
        return positions;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
