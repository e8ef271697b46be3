package com.adgenius.host.bench.swap;

import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Rounds;
import com.adgenius.host.bench.Series;
import com.adgenius.host.bench.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code swap}: 50 swaps under load over HTTP, the same over PF4J's own update, and a planted leak. */
public final class SwapBench implements Bench {

    private static final int CONNECTIONS = 16;
    private static final int SWAPS = 50;
    /** So many runs, so that the ratio of the latencies is a median; their requests are counted together. */
    private static final int RUNS = Rounds.LEAST;

    private static final long CALLS = 24_000;
    private static final long WARM_UP = 4_000;

    /** Held so that the level stays: the control fails on purpose, thousands of times. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("com.adgenius.host.server"), Logger.getLogger("org.pf4j"));

    @Override
    public void run(Report report) throws Exception {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            List<Path> jars = List.of(
                    PayloadJar.write(folder.path(), "payload", 1), PayloadJar.write(folder.path(), "payload", 2));
            measure(report, folder, jars);
            control(report, folder, jars);
            planted(report, folder, jars);
        }
    }

    private static void measure(Report report, TemporaryFolder folder, List<Path> jars) throws Exception {
        long requests = 0;
        long failed = 0;
        long first = 0;
        long second = 0;
        List<Double> ratios = new ArrayList<>();
        try (RuntimeTarget target = new RuntimeTarget(folder.resolve("runtime"), jars)) {
            script(target, WARM_UP);
            for (int run = 1; run <= RUNS; run++) {
                SwapCalls calls = script(target, CALLS);
                report.log("run " + run + ": " + calls.requests() + " requests, "
                        + calls.failures().size() + " failed, " + calls.latencies());
                calls.failures().stream().limit(10).forEach(report::log);
                requests += calls.requests();
                failed += calls.failures().size();
                first += calls.first();
                second += calls.second();
                ratios.add(calls.latencies().ratio());
            }
            report.figure("swap.requests", requests, "requests");
            report.figure("swap.failed", failed, "requests");
            report.figure("swap.loaders_alive", target.loadersAlive(), "loaders");
        }
        report.figure("swap.p99_ratio", new Series(ratios), "ratio");
        report.figure("swap.requests.v1", first, "requests");
        report.figure("swap.requests.v2", second, "requests");
    }

    private static void control(Report report, TemporaryFolder folder, List<Path> jars) throws Exception {
        try (Pf4jTarget target = new Pf4jTarget(folder.resolve("pf4j"), jars)) {
            SwapCalls calls = script(target, CALLS);
            report.log("PF4J's own update: " + calls.requests() + " requests, "
                    + calls.failures().size() + " failed, for instance "
                    + calls.failures().stream().limit(3).toList());
            report.figure("swap.stock_pf4j_failed", calls.failures().size(), "requests");
        }
    }

    private static void planted(Report report, TemporaryFolder folder, List<Path> jars) throws Exception {
        try (RuntimeTarget target = new RuntimeTarget(folder.resolve("planted"), jars)) {
            Object held = target.plantLeak();
            target.swap(2);
            target.swap(1);
            target.swap(2);
            report.log("A class of version 1 is held by the bench: " + held);
            report.figure("swap.planted_leak_alive", target.loadersAlive(), "loaders");
        }
    }

    /** All calls, with the swaps spread evenly over them. */
    private static SwapCalls script(SwapTarget target, long number) throws Exception {
        try (SwapServer server = new SwapServer(target)) {
            SwapCalls calls = new SwapCalls(server, CONNECTIONS, number);
            for (int swap = 1; swap <= SWAPS; swap++) {
                calls.await(number * swap / (SWAPS + 1));
                calls.swapBegins();
                target.swap(1 + swap % 2);
                calls.swapEnded();
            }
            calls.await();
            return calls;
        }
    }
}
