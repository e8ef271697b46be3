package com.adgenius.host.bench.dispatch;

import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.JmhRun;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Rounds;
import com.adgenius.host.bench.Series;
import java.util.Map;

/** {@code dispatch}: nanoseconds from the caller to the plugin's method and back. */
public final class DispatchBench implements Bench {

    @Override
    public void run(Report report) throws Exception {
        Map<String, Series> measured = new Rounds(report)
                .add("direct.1t", JmhRun.of(LeaseBenchmark.class, "direct"))
                .add("lease.1t", JmhRun.of(LeaseBenchmark.class, "lease"))
                .add("direct.2t", new JmhRun(LeaseBenchmark.class, "direct", 2, Map.of()))
                .add("lease.2t", new JmhRun(LeaseBenchmark.class, "lease", 2, Map.of()))
                .add("hot", JmhRun.of(FullPathBenchmark.class, "hot"))
                .add("random", JmhRun.of(FullPathBenchmark.class, "random"))
                .add("invoker", JmhRun.of(LeaseBenchmark.class, "invoker"))
                .add("cached", JmhRun.of(FelixBenchmark.class, "cached"))
                .add("tracker", JmhRun.of(FelixBenchmark.class, "tracker"))
                .run(0, Rounds.LEAST);
        report.difference("dispatch.lease_over_direct.1t", measured.get("lease.1t"), measured.get("direct.1t"), "ns");
        report.difference("dispatch.lease_over_direct.2t", measured.get("lease.2t"), measured.get("direct.2t"), "ns");
        report.figure("dispatch.full_path.hot", measured.get("hot"), "ns");
        report.figure("dispatch.full_path.random", measured.get("random"), "ns");
        report.figure("dispatch.invoker", measured.get("invoker"), "ns");
        report.figure("dispatch.felix_cached", measured.get("cached"), "ns");
        report.figure("dispatch.felix_tracker", measured.get("tracker"), "ns");
    }
}
