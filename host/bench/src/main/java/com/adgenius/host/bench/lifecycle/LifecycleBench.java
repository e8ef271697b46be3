package com.adgenius.host.bench.lifecycle;

import com.adgenius.host.bench.ApiOnlyLoader;
import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.Loaders;
import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Rounds;
import com.adgenius.host.bench.Series;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.bench.osgi.OsgiHost;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.RuntimeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.osgi.framework.Bundle;

/** {@code lifecycle}: load–use–unload and swaps, and what is left after many. */
public final class LifecycleBench implements Bench {

    private static final String PLUGIN = "payload";
    /** So many in one measurement, of which the mean is the round's value. */
    private static final int CYCLES = 40;

    /** Until the compilers have seen every side, which takes some 1,500 cycles. */
    private static final int WARM_UP = 40;

    private static final int ROUNDS = 15;
    private static final int MANY = 10_000;

    @Override
    public void run(Report report) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            cycles(report, folder);
            swaps(report, folder);
            leaks(report, folder);
        }
    }

    private static void cycles(Report report, TemporaryFolder folder) throws Exception {
        Path jar = PayloadJar.write(folder.path(), PLUGIN, 1);
        ApiOnlyLoader api = new ApiOnlyLoader();
        Path pf4j = folder.resolve("pf4j");
        Loaders loaders = new Loaders();
        try (GreeterRuntime host = new GreeterRuntime(folder.resolve("cycles"))) {
            ArtifactId id = host.store(jar);
            Map<String, Series> measured = new Rounds(report)
                    .add("runtime", () -> mean(() -> Cycles.runtime(host, id, loaders)))
                    .add("urlclassloader", () -> mean(() -> Cycles.urlClassLoader(jar, api)))
                    .add("pf4j", () -> mean(() -> Cycles.pf4j(pf4j, jar)))
                    .run(WARM_UP, ROUNDS);
            report.ratio("lifecycle.vs_urlclassloader", measured.get("runtime"), measured.get("urlclassloader"), "ms");
            report.ratio("lifecycle.vs_pf4j", measured.get("runtime"), measured.get("pf4j"), "ms");
        }
    }

    private static void swaps(Report report, TemporaryFolder folder) throws Exception {
        Path first = PayloadJar.write(folder.path(), PLUGIN, 1);
        Path second = PayloadJar.write(folder.path(), PLUGIN, 2);
        try (GreeterRuntime host = new GreeterRuntime(folder.resolve("swaps"));
                OsgiHost felix = OsgiHost.felix(folder.resolve("felix"));
                OsgiHost equinox = OsgiHost.equinox(folder.resolve("equinox"))) {
            ArtifactId one = host.store(first);
            ArtifactId two = host.store(second);
            host.route(one);
            Bundle inFelix = felix.install(first);
            Bundle inEquinox = equinox.install(first);
            Map<String, Series> measured = new Rounds(report)
                    .add(
                            "runtime",
                            () -> mean(() -> {
                                host.route(two);
                                host.route(one);
                            }))
                    .add(
                            "felix",
                            () -> mean(() -> {
                                felix.update(inFelix, second);
                                felix.update(inFelix, first);
                            }))
                    .add(
                            "equinox",
                            () -> mean(() -> {
                                equinox.update(inEquinox, second);
                                equinox.update(inEquinox, first);
                            }))
                    .run(WARM_UP, ROUNDS);
            if (felix.greeter().greet("") != 1000 || equinox.greeter().greet("") != 1000) {
                throw new IllegalStateException("An update did not bring the first version back");
            }
            report.ratio("lifecycle.swap_vs_felix_update", measured.get("runtime"), measured.get("felix"), "ms");
            report.ratio("lifecycle.swap_vs_equinox_update", measured.get("runtime"), measured.get("equinox"), "ms");
        }
    }

    private static void leaks(Report report, TemporaryFolder folder) throws Exception {
        Path jar = PayloadJar.write(folder.path(), PLUGIN, 1);
        Loaders loaders = new Loaders();
        try (GreeterRuntime host = new GreeterRuntime(
                folder.resolve("many"),
                builder -> builder.limits(RuntimeLimits.defaults().withLeakAfter(Duration.ofMinutes(30))))) {
            ArtifactId id = host.store(jar);
            for (int i = 0; i < MANY; i++) {
                Cycles.runtime(host, id, loaders);
            }
            Greeter planted = Cycles.urlClassLoader(jar, new ApiOnlyLoader());
            loaders.see(planted);
            long alive = loaders.aliveAfterCollection(1);
            report.log("lifecycle.leaked.10000: " + alive + " alive, of which 1 was planted: " + planted.getClass());
            if (alive < 1) {
                throw new IllegalStateException("The planted leak was not found, so a zero would mean nothing");
            }
            report.figure("lifecycle.leaked.10000", alive - 1, "loaders");
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double mean(Work work) throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < CYCLES; i++) {
            work.run();
        }
        return (System.nanoTime() - began) / 1e6 / CYCLES;
    }
}
