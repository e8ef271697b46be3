package com.adgenius.host.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One measurement of each round, in the order of the rounds. */
public record Series(List<Double> values) {

    public Series {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values is empty");
        }
        values = List.copyOf(values);
    }

    /** The middle value; the mean of the middle two where there is an even number. */
    public double median() {
        return quantile(0.5);
    }

    /** The quantile, interpolated between neighbours (type 7 of Hyndman and Fan, 1996). */
    public double quantile(double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** This by the other, round by round. */
    public Series over(Series other) {
        return combined(other, (mine, its) -> mine / its);
    }

    /** This less the other, round by round. */
    public Series minus(Series other) {
        return combined(other, (mine, its) -> mine - its);
    }

    private Series combined(Series other, java.util.function.DoubleBinaryOperator operator) {
        if (values.size() != other.values.size()) {
            throw new IllegalArgumentException(values.size() + " rounds beside " + other.values.size());
        }
        double[] combined = new double[values.size()];
        Arrays.setAll(combined, round -> operator.applyAsDouble(values.get(round), other.values.get(round)));
        return new Series(Arrays.stream(combined).boxed().toList());
    }

    /** The median and the quartiles, in words. */
    public String described() {
        return String.format(
                Locale.ROOT,
                "median %.4g, quartiles %.4g to %.4g, %d rounds",
                median(),
                quantile(0.25),
                quantile(0.75),
                values.size());
    }
}
