package com.adgenius.leak;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Values by the ids of a heap dump, where 0 is nothing; a dump has too many of them for boxed keys. */
final class LongMap<V> {

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private long[] keys = new long[64];
    private @Nullable Object[] values = new Object[64];
    private int size;

    @Nullable
    V get(long key) {
        int slot = slot(keys, key);
        return key != 0 && keys[slot] == key ? value(slot) : null;
    }

    boolean contains(long key) {
        return key != 0 && keys[slot(keys, key)] == key;
    }

    void put(long key, V value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
    }

    int size() {
        return size;
    }

    void forEachValue(Consumer<? super V> action) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != 0) {
                action.accept(value(slot));
            }
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private V value(int slot) {
        return (V) values[slot];
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int slot = slot(keys, oldKeys[old]);
                keys[slot] = oldKeys[old];
                values[slot] = oldValues[old];
            }
        }
    }

    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * GOLDEN_RATIO) >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
