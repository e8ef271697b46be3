package com.adgenius.plugins.local.embedding;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Vectors of English words, the longer the rarer the word. A row is a scale and two signed numbers of four bits a byte.
 */
final class WordVectors {

    static final int DIMENSION = 128;

    private static final int ROW = Float.BYTES + DIMENSION / 2;
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");
    private static final List<String> ENDINGS = List.of("s", "es", "d", "ed", "ing", "ly", "er", "est", "ness");
    private static final int SHORTEST_STEM = 3;

    private final WordList words;
    private final ByteBuffer rows;

    private WordVectors(WordList words, byte[] rows) {
        if (rows.length != words.size() * ROW) {
            throw new IllegalStateException(
                    "There are " + words.size() + " words and " + rows.length + " bytes of vectors");
        }
        this.words = words;
        this.rows = ByteBuffer.wrap(rows).asReadOnlyBuffer();
    }

    static WordVectors read() {
        return new WordVectors(WordList.read("english.txt.gz"), WordList.bytes("vectors.bin"));
    }

    boolean has(String word) {
        return row(word) >= 0;
    }

    /** Adds the mean of the words of a gloss; false where none of them is known. */
    boolean add(String gloss, float weight, float[] sum) {
        List<Integer> known = BETWEEN.splitAsStream(gloss)
                .map(this::row)
                .filter(row -> row >= 0)
                .toList();
        for (int row : known) {
            add(row, weight / known.size(), sum);
        }
        return !known.isEmpty();
    }

    private int row(String word) {
        int row = words.row(word);
        if (row >= 0) {
            return row;
        }
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM) {
                String stem = word.substring(0, word.length() - ending.length());
                row = words.row(stem);
                if (row < 0) {
                    row = words.row(stem + "e");
                }
                if (row < 0 && stem.endsWith("i")) {
                    row = words.row(stem.substring(0, stem.length() - 1) + "y");
                }
                if (row < 0 && doubled(stem)) {
                    row = words.row(stem.substring(0, stem.length() - 1));
                }
                if (row >= 0) {
                    return row;
                }
            }
        }
        return -1;
    }

    private static boolean doubled(String stem) {
        int last = stem.length() - 1;
        return stem.charAt(last) == stem.charAt(last - 1);
    }

    private void add(int row, float weight, float[] sum) {
        int at = row * ROW;
        float scale = rows.getFloat(at) * weight;
        for (int i = 0; i < DIMENSION; i += 2) {
            byte two = rows.get(at + Float.BYTES + i / 2);
            sum[i] += scale * ((two << 28) >> 28);
            sum[i + 1] += scale * (two >> 4);
        }
    }
}
