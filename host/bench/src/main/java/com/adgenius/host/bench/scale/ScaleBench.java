package com.adgenius.host.bench.scale;

import com.adgenius.host.bench.ApiOnlyLoader;
import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.JmhRun;
import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Rounds;
import com.adgenius.host.bench.Series;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.bench.payload.PayloadGreeter;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code scale}: 500 plugins at once. */
public final class ScaleBench implements Bench {

    private static final int PLUGINS = 500;
    private static final int WARM_UP = 2;

    @Override
    public void run(Report report) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            List<Path> jars = new ArrayList<>();
            for (int i = 0; i < PLUGINS; i++) {
                jars.add(PayloadJar.write(folder.resolve("jars"), "payload-" + i, 1));
            }
            Footprint footprint = Footprint.of(folder, jars);
            AtomicInteger round = new AtomicInteger();
            Map<String, Series> measured = new Rounds(report)
                    .add("runtime", () -> load(folder.resolve("work-" + round.incrementAndGet()), jars))
                    .add("floor", () -> floor(jars))
                    .run(WARM_UP, Rounds.LEAST);
            report.ratio("scale.load500_vs_floor", measured.get("runtime"), measured.get("floor"), "ms");
            report.figure("scale.metaspace_per_plugin", footprint.metaspace() / 1024.0 / PLUGINS, "KB");
            report.figure("scale.heap_per_plugin", footprint.heap() / 1024.0 / PLUGINS, "KB");
            report.figure(
                    "scale.flag_lookup",
                    new Rounds(report)
                            .add("flag", JmhRun.of(FlagBenchmark.class, "lookup"))
                            .run(0, Rounds.LEAST)
                            .get("flag"),
                    "ns");
        }
    }

    /** From the desired state of all to all published, in milliseconds. */
    private static double load(Path work, List<Path> jars) throws Exception {
        try (GreeterRuntime host = new GreeterRuntime(work)) {
            var artifacts = jars.stream().map(host::store).toList();
            long began = System.nanoTime();
            host.routeAll(artifacts);
            return (System.nanoTime() - began) / 1e6;
        }
    }

    private static double floor(List<Path> jars) throws IOException, ReflectiveOperationException {
        ApiOnlyLoader api = new ApiOnlyLoader();
        List<URLClassLoader> loaders = new ArrayList<>();
        long began = System.nanoTime();
        for (Path jar : jars) {
            URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, api);
            loaders.add(loader);
            loader.loadClass(PayloadGreeter.class.getName()).getConstructor().newInstance();
        }
        double took = (System.nanoTime() - began) / 1e6;
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
        return took;
    }
}
