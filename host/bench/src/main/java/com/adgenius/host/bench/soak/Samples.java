package com.adgenius.host.bench.soak;

import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Series;
import com.adgenius.host.runtime.PluginRuntime;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.List;

/** What the process holds, from time to time. The growth is the median of the last third over that of the second. */
final class Samples {

    private final Report report;
    private final Calls calls;
    private final PluginRuntime runtime;
    private final List<Double> metaspace = new ArrayList<>();
    private final List<Double> files = new ArrayList<>();

    Samples(Report report, Calls calls, PluginRuntime runtime) {
        this.report = report;
        this.calls = calls;
        this.runtime = runtime;
    }

    void take(String changes) {
        System.gc();
        metaspace.add(metaspaceKilobytes());
        files.add(openFiles());
        report.log("calls %d, failed %d, metaspace %.0f KB, open files %.0f, instances %d, leaks %d, changes %s"
                .formatted(
                        calls.made(),
                        calls.failures().size(),
                        metaspace.getLast(),
                        files.getLast(),
                        runtime.instances().size(),
                        runtime.leaks().size(),
                        changes));
    }

    void figures() {
        report.figure("soak.metaspace_growth", growth(metaspace), "ratio");
        report.figure("soak.open_files_growth", growth(files), "ratio");
        report.figure("soak.leaks", runtime.leaks().size(), "loaders");
    }

    /** The first third is warming up. */
    private static double growth(List<Double> values) {
        int third = values.size() / 3;
        if (third == 0) {
            throw new IllegalStateException(values.size() + " samples are too few; let it run longer");
        }
        return new Series(values.subList(2 * third, values.size())).median()
                / new Series(values.subList(third, 2 * third)).median();
    }

    private static double metaspaceKilobytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .map(MemoryPoolMXBean::getUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / 1024.0;
    }

    private static double openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
