package com.adgenius.host.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Measures several things in turn, round after round, every second round in the opposite order. */
public final class Rounds {

    /** The fewest rounds that a figure stands on. */
    public static final int LEAST = 9;

    private final Report report;
    private final Map<String, Measurement> measurements = new LinkedHashMap<>();

    /** Rounds whose results are logged there. */
    public Rounds(Report report) {
        this.report = report;
    }

    /** Measures something once. */
    @FunctionalInterface
    public interface Measurement {

        /** One value, in whatever unit its figure has. */
        double measure() throws Exception;
    }

    /** Adds something to measure. */
    public Rounds add(String name, Measurement measurement) {
        measurements.put(name, measurement);
        return this;
    }

    /**
     * Measures.
     *
     * @param warmUp rounds that do not count
     * @param rounds that do, at least {@link #LEAST}
     * @return by name
     */
    public Map<String, Series> run(int warmUp, int rounds) throws Exception {
        if (rounds < LEAST) {
            throw new IllegalArgumentException(rounds + " rounds are fewer than " + LEAST);
        }
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (int round = -warmUp; round < rounds; round++) {
            List<Entry<String, Measurement>> turn = new ArrayList<>(measurements.entrySet());
            for (Entry<String, Measurement> entry : round % 2 == 0 ? turn : turn.reversed()) {
                double value = entry.getValue().measure();
                if (round >= 0) {
                    report.log("round " + (round + 1) + " " + entry.getKey() + " " + value);
                    values.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                            .add(value);
                }
            }
        }
        Map<String, Series> series = new LinkedHashMap<>();
        values.forEach((name, list) -> series.put(name, new Series(list)));
        return series;
    }
}
