package com.adgenius.host.bench;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One run of a JMH benchmark in a JVM of its own, as a round's measurement: average nanoseconds a call.
 *
 * @param type holds the benchmark
 * @param method is its name
 * @param threads that call at once
 * @param parameters by name
 */
public record JmhRun(Class<?> type, String method, int threads, Map<String, String> parameters)
        implements Rounds.Measurement {

    private static final TimeValue ITERATION = TimeValue.milliseconds(400);

    public JmhRun {
        parameters = Map.copyOf(parameters);
    }

    /** A run on one thread. */
    public static JmhRun of(Class<?> type, String method) {
        return new JmhRun(type, method, 1, Map.of());
    }

    @Override
    public double measure() throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + type.getName().replace("$", "\\$") + "\\." + method + "$")
                .mode(org.openjdk.jmh.annotations.Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .threads(threads)
                .forks(1)
                .warmupIterations(5)
                .warmupTime(ITERATION)
                .measurementIterations(5)
                .measurementTime(ITERATION)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach((name, value) -> options.param(name, value));
        Collection<RunResult> results = new Runner(options.build()).run();
        if (results.size() != 1) {
            throw new IllegalStateException(type.getSimpleName() + "." + method + " gave " + results.size()
                    + " results, not one: is a parameter missing?");
        }
        return results.iterator().next().getPrimaryResult().getScore();
    }
}
