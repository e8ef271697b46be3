package com.adgenius.plugins.local.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Words in the order of their UTF-8 bytes, each with what follows it after a tab. They stay the bytes that they are in the
 * file, a tenth of what a map of strings would take.
 */
final class WordList {

    private static final byte TAB = '\t';
    private static final byte END = '\n';

    private final byte[] bytes;
    private final int[] starts;

    private WordList(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /** The list in a resource of this package. */
    static WordList read(String name) {
        byte[] bytes = bytes(name);
        int[] starts = new int[bytes.length];
        int lines = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (i == 0 || bytes[i - 1] == END) {
                starts[lines++] = i;
            }
        }
        return new WordList(bytes, Arrays.copyOf(starts, lines));
    }

    /** A resource of this package, unpacked where its name ends in {@code .gz}. */
    static byte[] bytes(String name) {
        try (InputStream resource = WordList.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            if (!name.endsWith(".gz")) {
                return resource.readAllBytes();
            }
            try (InputStream unpacked = new GZIPInputStream(resource, 1 << 16)) {
                return unpacked.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    int size() {
        return starts.length;
    }

    /** The row of a word; negative where the list does not hold it. */
    int row(String word) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = starts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = order(wanted, starts[middle]);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return -1;
    }

    /** What follows the word of a row. */
    String value(int row) {
        int from = starts[row];
        while (bytes[from] != TAB) {
            from++;
        }
        int to = from;
        while (bytes[to] != END) {
            to++;
        }
        return new String(bytes, from + 1, to - from - 1, StandardCharsets.UTF_8);
    }

    private int order(byte[] wanted, int start) {
        for (int i = 0; i < wanted.length; i++) {
            byte there = bytes[start + i];
            if (there == TAB || there == END) {
                return 1;
            }
            int order = Byte.compareUnsigned(wanted[i], there);
            if (order != 0) {
                return order;
            }
        }
        byte next = bytes[start + wanted.length];
        return next == TAB || next == END ? 0 : -1;
    }
}
