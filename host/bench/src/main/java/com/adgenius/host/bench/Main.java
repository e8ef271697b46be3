package com.adgenius.host.bench;

import com.adgenius.host.bench.convergence.ConvergenceBench;
import com.adgenius.host.bench.dispatch.DispatchBench;
import com.adgenius.host.bench.http.HttpBench;
import com.adgenius.host.bench.lifecycle.LifecycleBench;
import com.adgenius.host.bench.scale.ScaleBench;
import com.adgenius.host.bench.search.SearchBench;
import com.adgenius.host.bench.soak.SoakBench;
import com.adgenius.host.bench.startup.StartupBench;
import com.adgenius.host.bench.swap.SwapBench;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** {@code ./adgenius bench NAME}. */
public final class Main {

    private static final Map<String, Supplier<Bench>> BENCHES = new LinkedHashMap<>();

    static {
        BENCHES.put("dispatch", DispatchBench::new);
        BENCHES.put("swap", SwapBench::new);
        BENCHES.put("lifecycle", LifecycleBench::new);
        BENCHES.put("http", HttpBench::new);
        BENCHES.put("scale", ScaleBench::new);
        BENCHES.put("startup", StartupBench::new);
        BENCHES.put("convergence", ConvergenceBench::new);
        BENCHES.put("search", SearchBench::new);
        BENCHES.put("soak", SoakBench::new);
    }

    private Main() {}

    /**
     * Runs the bench that the first argument names. Ends with status 2 where there is none of that name, 1 where it
     * failed.
     */
    public static void main(String[] arguments) {
        Supplier<Bench> bench = arguments.length == 1 ? BENCHES.get(arguments[0]) : null;
        if (bench == null) {
            System.err.println(
                    "usage: ./adgenius bench NAME, where NAME is one of " + String.join(", ", BENCHES.keySet()));
            System.exit(2);
            return;
        }
        Report report = new Report(System.out);
        try {
            bench.get().run(report);
        } catch (Exception e) {
            System.err.println("bench " + arguments[0] + " failed: " + e);
            e.printStackTrace();
            System.exit(1);
        }
        report.end();
        System.exit(0);
    }
}
