package com.adgenius.plugins.image;

/**
 * Scales pictures by the cubic filter of Catmull and Rom, widened where it makes smaller so that every pixel of the source
 * counts.
 *
 * <p>Source: Keys, "Cubic convolution interpolation for digital image processing", 1981, with a = -0.5.
 */
final class Resampler {

    private static final double SUPPORT = 2;

    private Resampler() {}

    static Pixels scale(Pixels source, int width, int height) {
        if (source.width() == width && source.height() == height) {
            return source;
        }
        int[] rows = new int[width * source.height()];
        Weights across = Weights.of(source.width(), width);
        for (int y = 0; y < source.height(); y++) {
            for (int x = 0; x < width; x++) {
                rows[y * width + x] = across.sum(source.rgb(), y * source.width(), 1, x);
            }
        }
        int[] scaled = new int[width * height];
        Weights down = Weights.of(source.height(), height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                scaled[y * width + x] = down.sum(rows, x, width, y);
            }
        }
        return new Pixels(width, height, scaled);
    }

    /** What each source pixel along one axis counts for each target pixel. */
    private static final class Weights {

        private final int[] first;
        private final float[][] weights;

        private Weights(int[] first, float[][] weights) {
            this.first = first;
            this.weights = weights;
        }

        static Weights of(int from, int to) {
            double scale = (double) from / to;
            double widening = Math.max(1, scale);
            int[] first = new int[to];
            float[][] weights = new float[to][];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int begin = Math.max(0, (int) Math.floor(centre - SUPPORT * widening));
                int end = Math.min(from, (int) Math.ceil(centre + SUPPORT * widening));
                float[] row = new float[end - begin];
                double total = 0;
                for (int j = begin; j < end; j++) {
                    double weight = cubic((j + 0.5 - centre) / widening);
                    row[j - begin] = (float) weight;
                    total += weight;
                }
                for (int j = 0; j < row.length; j++) {
                    row[j] /= (float) total;
                }
                first[i] = begin;
                weights[i] = row;
            }
            return new Weights(first, weights);
        }

        int sum(int[] pixels, int offset, int step, int target) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int at = offset + first[target] * step;
            for (float weight : weights[target]) {
                int pixel = pixels[at];
                red += weight * (pixel >> 16 & 0xFF);
                green += weight * (pixel >> 8 & 0xFF);
                blue += weight * (pixel & 0xFF);
                at += step;
            }
            return channel(red) << 16 | channel(green) << 8 | channel(blue);
        }

        private static int channel(float value) {
            return Math.clamp(Math.round(value), 0, 255);
        }

        private static double cubic(double x) {
            double distance = Math.abs(x);
            if (distance < 1) {
                return (1.5 * distance - 2.5) * distance * distance + 1;
            }
            return distance < 2 ? ((-0.5 * distance + 2.5) * distance - 4) * distance + 2 : 0;
        }
    }
}
