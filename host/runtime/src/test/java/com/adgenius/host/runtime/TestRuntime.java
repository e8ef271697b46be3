package com.adgenius.host.runtime;

import com.adgenius.host.runtime.sample.Greeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A runtime with artifacts in a folder, and what tests ask of it again and again. */
final class TestRuntime implements AutoCloseable {

    /** The tests' own API, with the life cycle of AdGenius. */
    static final PluginApi API = new PluginApi(
            "1.2.0",
            Set.of(
                    "com.adgenius.host.runtime.sample.",
                    "com.adgenius.plugin.",
                    "org.pf4j.Extension",
                    "org.pf4j.ExtensionPoint"),
            List.of(Greeter.class),
            Greeter.class.getClassLoader());

    static final Entry GREET = Entry.detached("greet", Duration.ofSeconds(30));
    static final Entry GREET_INLINE = new Entry(
            "greet_inline",
            Entry.Execution.CALLER,
            Duration.ofSeconds(30),
            Optional.empty(),
            64,
            64,
            Duration.ofSeconds(5));

    /** Held so that the level stays: what these tests provoke would fill the log. */
    private static final Logger LOG = Logger.getLogger("com.adgenius.host.runtime");

    static {
        LOG.setLevel(Level.OFF);
    }

    private static final Duration LIFECYCLE = Duration.ofSeconds(20);

    private final Path folder;
    private final Map<ArtifactId, Path> artifacts = new ConcurrentHashMap<>();
    private final PluginRuntime runtime;
    private long revision;

    TestRuntime(Path folder) {
        this(folder, builder -> builder);
    }

    TestRuntime(Path folder, UnaryOperator<RuntimeConfiguration.Builder> configure) {
        this(folder, API, configure);
    }

    /** A runtime with another API than the tests' own. */
    TestRuntime(Path folder, PluginApi api, UnaryOperator<RuntimeConfiguration.Builder> configure) {
        this.folder = folder;
        RuntimeConfiguration.Builder builder =
                RuntimeConfiguration.builder(api, this::fetch, folder.resolve("runtime"));
        List.of(Entry.FETCH, Entry.CONSTRUCT, Entry.START, Entry.PROBE, Entry.METADATA, Entry.STOP, Entry.CLOSE)
                .forEach(entry -> builder.entry(entry.withDeadline(LIFECYCLE)));
        builder.limits(limits());
        this.runtime = PluginRuntime.create(configure.apply(builder).build());
    }

    /** Limits that let tests end soon. */
    static RuntimeLimits limits() {
        return RuntimeLimits.defaults()
                .withInterruption(Duration.ofMillis(100))
                .withShutdown(Duration.ofMillis(200))
                .withLeakAfter(Duration.ofSeconds(30));
    }

    private Path fetch(ArtifactId id) throws IOException {
        Path path = artifacts.get(id);
        if (path == null) {
            throw new IOException("There is no artifact " + id);
        }
        return path;
    }

    PluginRuntime runtime() {
        return runtime;
    }

    /** Stores a jar under the name that its manifest gives it. */
    ArtifactId store(PluginJar jar) {
        try {
            Path path = jar.write(folder);
            ArtifactId id = new ArtifactId(jar.pluginId(), jar.version(), Sha256.of(path));
            artifacts.put(id, path);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loses a stored jar. */
    void lose(ArtifactId id) throws IOException {
        Files.delete(artifacts.remove(id));
    }

    Path file(ArtifactId id) {
        return artifacts.get(id);
    }

    /** A plan of the next revision. */
    PluginPlan plan(String pluginId, Route route, Flags flags) {
        revision++;
        return plan(pluginId, revision, route, flags, Optional.empty());
    }

    PluginPlan plan(String pluginId, long atRevision, Route route, Flags flags, Optional<String> lastGood) {
        Map<String, String> versions = new ConcurrentHashMap<>();
        artifacts.keySet().stream()
                .filter(id -> id.pluginId().equals(pluginId))
                .forEach(id -> versions.put(id.version(), id.sha256()));
        return new PluginPlan(pluginId, atRevision, versions, route, flags, lastGood);
    }

    PlanOutcome apply(String pluginId, Route route) throws InterruptedException {
        return runtime.apply(plan(pluginId, route, Flags.on()));
    }

    /** Stores the jar and routes everybody to it. */
    PlanOutcome serve(PluginJar jar) throws InterruptedException {
        ArtifactId id = store(jar);
        return apply(id.pluginId(), Route.stable(id.version()));
    }

    Object greet(String pluginId, String tenant) throws Exception {
        return greet(pluginId, tenant, GREET);
    }

    Object greet(String pluginId, String tenant, Entry entry) throws Exception {
        return runtime.call(pluginId, runtime.tenant(tenant), Greeter.class, entry, greeter -> greeter.greet(tenant));
    }

    /** Waits for something that the runtime does by itself. */
    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("Not within 20 s: " + what);
            }
            Thread.onSpinWait();
            LockSupport.parkNanos(1_000_000);
        }
    }

    void awaitState(long number, InstanceState state) {
        await(
                "instance " + number + " " + state + ", it is " + runtime.instances(),
                () -> runtime.instances().stream()
                        .anyMatch(report -> report.instance().number() == number && report.state() == state));
    }

    @Override
    public void close() {
        runtime.close();
    }
}
