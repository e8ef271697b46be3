package com.adgenius.host.bench;

import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.ArtifactInspection;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.InstanceInformation;
import com.adgenius.host.runtime.InstanceState;
import com.adgenius.host.runtime.PlanOutcome;
import com.adgenius.host.runtime.PluginApi;
import com.adgenius.host.runtime.PluginPlan;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.runtime.RuntimeConfiguration;
import com.adgenius.host.runtime.RuntimeListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The runtime with the payload's API, and jars in a folder for artifacts. */
public final class GreeterRuntime implements AutoCloseable {

    /** What the payload may see. */
    public static final PluginApi API = new PluginApi(
            "1.0.0",
            Set.of(Greeter.class.getPackageName() + ".", "org.pf4j.Extension", "org.pf4j.ExtensionPoint"),
            List.of(Greeter.class),
            Greeter.class.getClassLoader());

    private final Map<ArtifactId, Path> jars = new ConcurrentHashMap<>();
    private final AtomicLong revision = new AtomicLong();
    private final Semaphore closed = new Semaphore(0);
    private final PluginRuntime runtime;

    /** A runtime that works in that folder. */
    public GreeterRuntime(Path folder) {
        this(folder, UnaryOperator.identity());
    }

    /** A runtime that works in that folder, configured further. */
    public GreeterRuntime(Path folder, UnaryOperator<RuntimeConfiguration.Builder> more) {
        runtime = PluginRuntime.create(more.apply(RuntimeConfiguration.builder(API, this::jar, folder)
                        .listener(new RuntimeListener() {
                            @Override
                            public void stateChanged(InstanceInformation instance, InstanceState state) {
                                if (state == InstanceState.CLOSED) {
                                    closed.release();
                                }
                            }
                        }))
                .build());
    }

    private Path jar(ArtifactId id) throws IOException {
        Path jar = jars.get(id);
        if (jar == null) {
            throw new IOException("There is no artifact " + id);
        }
        return jar;
    }

    /** The runtime itself. */
    public PluginRuntime runtime() {
        return runtime;
    }

    /** Makes a jar known: its artifact. */
    public ArtifactId store(Path jar) {
        ArtifactInspection inspection = ArtifactInspection.of(jar, API);
        ArtifactId id = inspection
                .descriptor()
                .orElseThrow(() -> new IllegalArgumentException(jar + " is refused: " + inspection.refusals()))
                .id();
        jars.put(id, jar);
        return id;
    }

    /** Routes the plugin as the route says, between those artifacts of it. */
    public void route(Route route, ArtifactId... artifacts) throws InterruptedException {
        Map<String, String> versions = new HashMap<>();
        for (ArtifactId artifact : artifacts) {
            versions.put(artifact.version(), artifact.sha256());
        }
        reach(plan(artifacts[0].pluginId(), versions, route, Flags.on()));
    }

    /** Routes the artifact as its plugin's stable version. */
    public void route(ArtifactId id) throws InterruptedException {
        route(id, Flags.on());
    }

    /** Routes the artifact as its plugin's stable version, for whom the flags say. */
    public void route(ArtifactId id, Flags flags) throws InterruptedException {
        reach(plan(id, flags));
    }

    /** Routes the plugin nowhere, and waits until the class loader of its one instance is closed. */
    public void unload(ArtifactId id) throws InterruptedException {
        closed.drainPermits();
        reach(plan(id.pluginId(), Map.of(id.version(), id.sha256()), Route.nowhere(), Flags.on()));
        closed.acquire();
    }

    /** Tries to route an artifact that never served as its plugin's stable version, while its file is that jar. */
    public PlanOutcome attempt(ArtifactId id, Path jar) throws InterruptedException {
        jars.put(id, jar);
        return runtime.apply(plan(id, Flags.on()));
    }

    /** Routes each artifact as its plugin's stable version, as a starting node does. */
    public void routeAll(List<ArtifactId> artifacts) throws InterruptedException {
        runtime.applyAll(artifacts.stream().map(id -> plan(id, Flags.on())).toList())
                .forEach(GreeterRuntime::requireReached);
    }

    private PluginPlan plan(ArtifactId id, Flags flags) {
        return plan(id.pluginId(), Map.of(id.version(), id.sha256()), Route.stable(id.version()), flags);
    }

    private PluginPlan plan(String pluginId, Map<String, String> versions, Route route, Flags flags) {
        return new PluginPlan(pluginId, revision.incrementAndGet(), versions, route, flags, Optional.empty());
    }

    private void reach(PluginPlan plan) throws InterruptedException {
        requireReached(runtime.apply(plan));
    }

    private static void requireReached(PlanOutcome outcome) {
        if (!outcome.reached()) {
            throw new IllegalStateException("The route was not reached: " + outcome);
        }
    }

    @Override
    public void close() {
        runtime.close();
    }
}
