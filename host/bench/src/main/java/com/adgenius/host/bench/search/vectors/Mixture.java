package com.adgenius.host.bench.search.vectors;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Vectors that lie as those of texts do: in themes, and in far fewer directions than they have dimensions. Uniform noise
 * would have no neighbours worth the name.
 *
 * <p>A mixture of 300 Gaussian clusters in 384 dimensions. The variance along dimension i, counted from 1, is
 * {@code i^-0.75}, for the clusters' centres as for the points around them: the spectrum counts for about 80 dimensions, by
 * its participation ratio. Around its centre a point is scattered 0.7 times as far as the centres are. Cluster c, counted from 1, is drawn
 * with a weight of 1 / sqrt(c): some themes have many creatives, most have few. Every vector is divided by its length.
 * All is drawn from one seed: the same vectors each time.
 */
final class Mixture {

    static final int DIMENSIONS = 384;
    static final int CLUSTERS = 300;
    static final double SCATTER = 0.7;
    static final double DECAY = 0.75;

    private final SplittableRandom random;
    private final float[][] centres = new float[CLUSTERS][];
    private final double[] cumulated = new double[CLUSTERS];

    Mixture(long seed) {
        random = new SplittableRandom(seed);
        double sum = 0;
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            centres[cluster] = scattered(new float[DIMENSIONS], 1);
            sum += 1 / Math.sqrt(cluster + 1.0);
            cumulated[cluster] = sum;
        }
    }

    /** The next vectors. */
    float[][] draw(int number) {
        float[][] vectors = new float[number][];
        Arrays.setAll(vectors, _ -> ofLengthOne(scattered(centres[cluster()], SCATTER)));
        return vectors;
    }

    private int cluster() {
        double place = random.nextDouble(cumulated[CLUSTERS - 1]);
        int found = Arrays.binarySearch(cumulated, place);
        return found < 0 ? -found - 1 : found;
    }

    private float[] scattered(float[] centre, double scale) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (centre[i] + scale * random.nextGaussian() * Math.pow(i + 1.0, -DECAY / 2));
        }
        return vector;
    }

    private static float[] ofLengthOne(float[] vector) {
        double length = Math.sqrt(product(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    /** The inner product, summed in double. */
    static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
