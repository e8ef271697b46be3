package com.adgenius.host.bench.soak;

import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.TemporaryFolder;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * {@code soak}: starts, stops, routes, canaries, uploads, corrupt uploads and flag changes at random under load. Minutes
 * are {@code -Dadgenius.soak.minutes}, 10 by default; the seed is logged and can be given as {@code -Dadgenius.soak.seed}.
 */
public final class SoakBench implements Bench {

    private static final int MINUTES = Integer.getInteger("adgenius.soak.minutes", 10);
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(25);
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(20);

    @Override
    public void run(Report report) throws Exception {
        long seed = Long.getLong("adgenius.soak.seed", System.nanoTime());
        report.log("seed " + seed + ", " + MINUTES + " minutes");
        try (TemporaryFolder folder = TemporaryFolder.create();
                GreeterRuntime host = new GreeterRuntime(folder.resolve("work"))) {
            Changes changes = new Changes(host, folder, new SplittableRandom(seed));
            changes.begin();
            Calls calls = new Calls(host.runtime());
            Samples samples = new Samples(report, calls, host.runtime());
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
            long nextSample = System.nanoTime();
            while (System.nanoTime() - end < 0) {
                changes.random();
                TimeUnit.NANOSECONDS.sleep(BETWEEN_CHANGES.toNanos());
                if (System.nanoTime() - nextSample >= 0) {
                    samples.take(changes.toString());
                    nextSample += BETWEEN_SAMPLES.toNanos();
                }
            }
            calls.end();
            calls.failures().stream().limit(20).forEach(report::log);
            report.figure("soak.calls", calls.made(), "calls");
            report.figure("soak.changes", changes.made(), "changes");
            report.figure("soak.failed", calls.failures().size(), "calls");
            report.figure("soak.planted_failed", calls.planted(), "calls");
            samples.figures();
        }
    }
}
