package com.adgenius.host.server.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The words of a text as a sparse vector, made so that the product of a question's and a text's is the text's BM25 where
 * Qdrant weighs each word by how rare it is: the text's words by how often they stand there, saturated and measured by its
 * length, the question's each once.
 *
 * @param indices of the words, ascending
 * @param values of the words, in the same order
 */
public record SparseText(List<Integer> indices, List<Float> values) {

    /** How soon more of the same word says no more. */
    static final double K1 = 1.2;

    /** How much of a text's length counts. */
    static final double B = 0.75;

    /** The length of a usual text, in words; fixed, so that a point does not depend on the others. */
    static final double USUAL_LENGTH = 80;

    /** What the beginning of a word says, beside the word itself. */
    static final double BEGINNING = 0.5;

    private static final int OFFSET = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    public SparseText {
        indices = List.copyOf(indices);
        values = List.copyOf(values);
    }

    /** What is found. */
    public static SparseText ofDocument(String text) {
        List<String> words = Words.of(text);
        double length = 1 - B + B * (words.size() / USUAL_LENGTH);
        TreeMap<Integer, Double> counts = new TreeMap<>();
        words.forEach(word -> counts.merge(index(word), 1.0, Double::sum));
        counts.replaceAll((_, count) -> count * (K1 + 1) / (count + K1 * length));
        return of(counts);
    }

    /** What finds. */
    public static SparseText ofQuery(String text) {
        TreeMap<Integer, Double> weights = new TreeMap<>();
        Words.of(text).forEach(word -> weights.merge(index(word), Words.isBeginning(word) ? BEGINNING : 1, Math::max));
        return of(weights);
    }

    private static SparseText of(TreeMap<Integer, Double> weights) {
        List<Float> values = new ArrayList<>(weights.size());
        weights.values().forEach(weight -> values.add(weight.floatValue()));
        return new SparseText(List.copyOf(weights.keySet()), values);
    }

    /** Whether there is no word in it. */
    public boolean isEmpty() {
        return indices.isEmpty();
    }

    /** FNV-1a of the word's bytes, without the sign: the same for ever, as stored points have it. */
    private static int index(String word) {
        int hash = OFFSET;
        for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * PRIME;
        }
        return hash & Integer.MAX_VALUE;
    }
}
