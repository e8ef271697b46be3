package com.adgenius.host.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One runtime for all states of a stressed JVM, with plugins that are routed nowhere, so that a swap is its publication. */
final class StressedRuntime {

    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final PluginRuntime RUNTIME = start();

    private StressedRuntime() {}

    private static PluginRuntime start() {
        try {
            return PluginRuntime.create(RuntimeConfiguration.builder(
                            PluginApi.adGenius(),
                            id -> {
                                throw new IOException("There is no artifact " + id);
                            },
                            Files.createTempDirectory("stressed"))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String newPlugin() {
        return "p-" + SEQUENCE.incrementAndGet();
    }

    static PluginPlan plan(String pluginId, long revision) {
        return new PluginPlan(pluginId, revision, Map.of(), Route.nowhere(), Flags.on(), Optional.empty());
    }

    /** What came of the plan. */
    static PlanOutcome.Result swap(String pluginId, long revision) {
        try {
            return RUNTIME.apply(plan(pluginId, revision)).result();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The plugin's revision, which is forgotten with it. */
    static int forget(String pluginId) {
        try {
            int revision =
                    RUNTIME.snapshot().revisions().getOrDefault(pluginId, 0L).intValue();
            RUNTIME.remove(pluginId);
            return revision;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
