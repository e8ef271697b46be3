package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.sample.Gates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty swaps under callers that never pause: no call fails, none enters a stopped plugin, and every loader goes. */
class SwapUnderLoadTest {

    private static final int CALLERS = 8;
    private static final int SWAPS = 50;

    @TempDir
    Path folder;

    @BeforeEach
    void resetGates() {
        Gates.reset();
    }

    @Test
    void noCallFailsAndNoneEntersAStoppedPluginAndEveryLoaderIsCollected() throws Exception {
        RuntimeLimits limits =
                TestRuntime.limits().withLeakAfter(Duration.ofMillis(200)).withDraining(SWAPS);
        try (TestRuntime runtime = new TestRuntime(folder, builder -> builder.limits(limits))) {
            Load load = new Load(runtime);

            load.run(true);

            assertThat(load.failures).isEmpty();
            assertThat(load.calls.get()).isGreaterThan(SWAPS);
            assertThat(load.versions).contains("1.0.0", "2.0.0");
            // What a caller's frames still held is reported as a leak under load; it goes with the next collection.
            TestRuntime.await(
                    "all but the last are collected: " + runtime.runtime().instances(), () -> {
                        System.gc();
                        return runtime.runtime().instances().size() == 1;
                    });
            assertThat(runtime.runtime().leaks()).isEmpty();
            assertThat(runtime.runtime().health().ready()).isTrue();
        }
    }

    @Test
    void aPluginThatIsStoppedUnderItsCallersIsReportedByTheSameLoad() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            Load load = new Load(runtime);

            load.run(false);

            assertThat(load.failures).isNotEmpty();
        }
    }

    /** Callers of every kind beside swaps between two versions, half of them through a canary. */
    private static final class Load {

        private final TestRuntime runtime;
        private final Queue failures = new Queue();
        private final AtomicLong calls = new AtomicLong();
        private final Set<String> versions = ConcurrentHashMap.newKeySet();
        private volatile boolean over;

        Load(TestRuntime runtime) {
            this.runtime = runtime;
        }

        void run(boolean orderly) throws Exception {
            store("1.0.0");
            store("2.0.0");
            runtime.apply("hello", Route.stable("1.0.0"));
            try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
                List<Future<?>> callers = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    String tenant = "tenant-" + i;
                    Entry entry = i % 2 == 0 ? TestRuntime.GREET : TestRuntime.GREET_INLINE;
                    callers.add(threads.submit(() -> callUntilOver(tenant, entry)));
                }
                for (int swap = 0; swap < SWAPS && failures.isEmpty(); swap++) {
                    swap(swap, orderly);
                }
                over = true;
                for (Future<?> caller : callers) {
                    caller.get();
                }
            }
        }

        /** The plugin knows when it is stopped, and throws at whoever enters afterwards. */
        private void store(String version) {
            runtime.store(PluginJar.of("hello", version)
                    .manifest("Plugin-Class", "acme.Life")
                    .extension(PluginJar.greeterSource(
                                    "Greeting",
                                    "if (life.stopped) throw new Error(\"called after stop\"); Thread.yield();"
                                            + " if (life.stopped) throw new Error(\"stopped while called\");"
                                            + " return \"" + version + "\";",
                                    "private final Life life; public Greeting(Life life) { this.life = life; }")
                            .concat("class Life implements Plugin { volatile boolean stopped; public Life() {}"
                                    + " public void stop() { stopped = true; } }\n")));
        }

        private void swap(int number, boolean orderly) throws InterruptedException {
            String next = number % 2 == 0 ? "2.0.0" : "1.0.0";
            String now = number % 2 == 0 ? "1.0.0" : "2.0.0";
            if (number % 4 < 2) {
                runtime.apply("hello", Route.stable(now).withCanary(next, 50));
            }
            if (!orderly) {
                stopWhatServes();
            }
            PlanOutcome outcome = runtime.apply("hello", Route.stable(next));
            if (!outcome.reached()) {
                failures.add(outcome.toString());
            }
        }

        /** The planted fault: the old version is stopped before its route is gone and its calls have ended. */
        private void stopWhatServes() {
            RuntimeSnapshot snapshot = (RuntimeSnapshot) runtime.runtime().snapshot();
            Optional<Instance> serving = snapshot.slot("hello").flatMap(PluginSlot::stable);
            serving.flatMap(Instance::loaded).flatMap(LoadedPlugin::plugin).ifPresent(plugin -> {
                try {
                    plugin.stop();
                } catch (Exception e) {
                    failures.add(e.toString());
                }
            });
        }

        private void callUntilOver(String tenant, Entry entry) {
            while (!over) {
                try {
                    versions.add((String) runtime.greet("hello", tenant, entry));
                    calls.incrementAndGet();
                } catch (Exception e) {
                    failures.add(tenant + ": " + e);
                }
            }
        }
    }

    /** Failures, of which a few are enough. */
    private static final class Queue extends ConcurrentLinkedQueue<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean add(String failure) {
            return size() < 20 && super.add(failure);
        }
    }

    @Test
    void everyCallMeetsAVersionThatIsRoutedForItsTenant() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            runtime.store(PluginJar.greeter("hello", "1.0.0", "\"1.0.0\""));
            runtime.store(PluginJar.greeter("hello", "2.0.0", "\"2.0.0\""));
            Route pinned = new Route(Optional.of("1.0.0"), Optional.empty(), Map.of("beta", "2.0.0"));
            for (int i = 0; i < 10; i++) {
                runtime.apply("hello", pinned);
                assertThat(runtime.greet("hello", "acme")).isEqualTo("1.0.0");
                assertThat(runtime.greet("hello", "beta")).isEqualTo("2.0.0");
                runtime.apply("hello", Route.stable("2.0.0"));
                assertThat(runtime.greet("hello", "acme")).isEqualTo("2.0.0");
            }
        }
    }
}
