package com.adgenius.host.bench.swap;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long short calls took, in nanoseconds: those that met a swap and those that did not. */
final class Latencies {

    private static final int DIGITS = 3;

    private final Histogram outside = new ConcurrentHistogram(DIGITS);
    private final Histogram during = new ConcurrentHistogram(DIGITS);

    void add(boolean quiet, long nanoseconds) {
        (quiet ? outside : during).recordValue(nanoseconds);
    }

    /** The 99th percentile of those that met a swap over that of the others. */
    double ratio() {
        return during.getValueAtPercentile(99) / (double) outside.getValueAtPercentile(99);
    }

    @Override
    public String toString() {
        return "during swaps p50 %.2f ms, p99 %.2f ms of %d; outside p50 %.2f ms, p99 %.2f ms of %d"
                .formatted(
                        during.getValueAtPercentile(50) / 1e6,
                        during.getValueAtPercentile(99) / 1e6,
                        during.getTotalCount(),
                        outside.getValueAtPercentile(50) / 1e6,
                        outside.getValueAtPercentile(99) / 1e6,
                        outside.getTotalCount());
    }
}
