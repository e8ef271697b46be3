package com.adgenius.plugins.local.embedding;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the vector of a text: the sum over its words, of length 1. Words that no lexicon knows – brands, places, other
 * languages – have directions of their own, the same in each text. Any number of threads may call it.
 */
public final class TextVectors {

    /** How much of a text is read; longer ones say nothing new of what they are about. */
    public static final int LONGEST_TEXT = 20_000;

    private static final float SECOND_GLOSS = 0.6f;
    private static final float UNKNOWN = 0.25f;

    private final WordVectors vectors;
    private final TextReader reader;

    private TextVectors(Vocabulary vocabulary) {
        this.vectors = vocabulary.vectors();
        this.reader = new TextReader(vocabulary);
    }

    /** Reads the words from the jar, at the first call. */
    public static TextVectors shared() {
        return Shared.VECTORS;
    }

    /** The number of a vector's numbers. */
    public int dimension() {
        return WordVectors.DIMENSION;
    }

    /** The vector of a text, the same for the same text. */
    public float[] vector(String text) throws InterruptedException {
        float[] sum = new float[WordVectors.DIMENSION];
        String read = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        reader.read(read, meaning -> add(meaning, sum), word -> addUnknown(word, sum));
        if (length(sum) == 0) {
            addUnknown(read.strip(), sum);
        }
        float length = length(sum);
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= length;
        }
        return sum;
    }

    private void add(Meaning meaning, float[] sum) {
        List<String> glosses = meaning.glosses();
        float[] word = new float[sum.length];
        float weight = 0;
        for (int i = 0; i < glosses.size(); i++) {
            float ofGloss = i == 0 ? 1 : SECOND_GLOSS;
            if (vectors.add(glosses.get(i), ofGloss, word)) {
                weight += ofGloss;
            }
        }
        if (weight > 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += word[i] / weight;
            }
        }
    }

    private static void addUnknown(String word, float[] sum) {
        SplittableRandom random = new SplittableRandom(word.hashCode());
        for (int i = 0; i < sum.length; i++) {
            sum[i] += random.nextBoolean() ? UNKNOWN : -UNKNOWN;
        }
    }

    private static float length(float[] vector) {
        double squares = 0;
        for (float number : vector) {
            squares += number * number;
        }
        return (float) Math.sqrt(squares);
    }

    private static final class Shared {
        private static final TextVectors VECTORS = new TextVectors(Vocabulary.read());
    }
}
