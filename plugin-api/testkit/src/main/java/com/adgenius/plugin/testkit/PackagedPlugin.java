package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.Cleaning;
import com.adgenius.leak.ClosedLoader;
import com.adgenius.leak.LeakHolder;
import com.adgenius.leak.LeakSearch;
import com.adgenius.plugin.Api;
import com.adgenius.plugin.Plugin;
import com.adgenius.plugin.PluginContext;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;

/**
 * A plugin's built jar in a class loader of its own, which sees the JDK, the plugin API and the jar: what a host would
 * find. A {@code Plugin-Class} is constructed, started and probed, and stopped before the loader is closed.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class PackagedPlugin {

    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(50);

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final PluginContext context;
    private final List<Object> extensions = new ArrayList<>();
    private final ClosedLoader watched;
    private ApiOnlyLoader loader;
    private Optional<Plugin> plugin = Optional.empty();

    private PackagedPlugin(ApiOnlyLoader loader, PluginContext context) {
        this.loader = requireNonNull(loader, "loader is null");
        this.context = requireNonNull(context, "context is null");
        this.watched = ClosedLoader.of(loader, collected);
    }

    /**
     * What a host would refuse in the jar, in plain words; empty where nothing.
     *
     * @throws IOException when it is no jar
     */
    public static List<String> violations(Path jar) throws IOException {
        return JarCheck.violations(jar);
    }

    /**
     * Loads the jar and constructs the extensions that its index names.
     *
     * @throws IOException when the jar cannot be read
     * @throws ReflectiveOperationException when an extension cannot be loaded or constructed
     */
    public static PackagedPlugin load(Path jar) throws IOException, ReflectiveOperationException {
        Cleaning.prepare();
        try (JarFile file = new JarFile(jar.toFile())) {
            String id = requireNonNull(
                    file.getManifest().getMainAttributes().getValue("Plugin-Id"), "the manifest lacks Plugin-Id");
            String version = requireNonNull(
                    file.getManifest().getMainAttributes().getValue("Plugin-Version"),
                    "the manifest lacks Plugin-Version");
            PackagedPlugin plugin =
                    new PackagedPlugin(new ApiOnlyLoader(jar.toUri().toURL()), TestPluginContext.of(id, version));
            String life = file.getManifest().getMainAttributes().getValue("Plugin-Class");
            if (life != null) {
                Plugin started = (Plugin) plugin.inside(() -> plugin.construct(life));
                plugin.inside(() -> {
                    started.start();
                    return life;
                });
                plugin.plugin = Optional.of(started);
            }
            for (String name : JarCheck.extensions(file)) {
                plugin.extensions.add(plugin.inside(() -> plugin.construct(name)));
            }
            if (plugin.plugin.isPresent()) {
                Plugin started = plugin.plugin.get();
                plugin.inside(() -> {
                    started.probe();
                    return id;
                });
            }
            return plugin;
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ReflectiveOperationException(e);
        }
    }

    /** The only extension of that point. Do not keep it longer than the plugin. */
    public <T> T extension(Class<T> point) {
        List<T> found =
                extensions.stream().filter(point::isInstance).map(point::cast).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "The plugin has " + found.size() + " extensions of " + point.getSimpleName() + ", not one");
        }
        return found.getFirst();
    }

    /** Runs an action with the plugin's class loader as the thread's context class loader. */
    public <R> R inside(Callable<R> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Unloads the plugin and says whether its class loader was collected within that time.
     *
     * @see #unload
     */
    public boolean unloads(Duration within) throws IOException, InterruptedException {
        return unload(within).collected();
    }

    /**
     * Stops the plugin, removes what it left behind as a host does, closes its class loader and waits until that is
     * collected. Where it is not within that time, the report names what holds it, for which the JVM's heap is dumped into
     * a temporary file and read: that takes up to 30 s more.
     */
    public UnloadReport unload(Duration within) throws IOException, InterruptedException {
        stop();
        extensions.clear();
        ApiOnlyLoader closing = loader;
        loader = null;
        List<CleanedUp> cleaned = Cleaning.after(closing, closing::define).cleaned();
        closing.close();
        closing = null;
        long deadline = System.nanoTime() + within.toNanos();
        while (watched.get() != null && System.nanoTime() < deadline) {
            System.gc();
            collected.remove(BETWEEN_COLLECTIONS.toMillis());
        }
        List<LeakHolder> holders = watched.refersTo(null) ? List.of() : search();
        return new UnloadReport(watched.refersTo(null), holders, cleaned);
    }

    private List<LeakHolder> search() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return new LeakSearch(folder, LeakSearch.DEFAULT_HEAP_LIMIT)
                .holders(List.of(watched))
                .getOrDefault(watched, List.of());
    }

    private void stop() throws IOException {
        if (plugin.isEmpty()) {
            return;
        }
        Plugin stopping = plugin.get();
        plugin = Optional.empty();
        try {
            inside(() -> {
                stopping.stop();
                return "stopped";
            });
        } catch (Exception e) {
            throw new IOException("The plugin could not be stopped: " + e.getMessage(), e);
        }
    }

    private Object construct(String name) throws ReflectiveOperationException {
        Constructor<?>[] constructors = Class.forName(name, true, loader).getConstructors();
        if (constructors.length != 1) {
            throw new NoSuchMethodException(name + " has " + constructors.length + " public constructors, not one");
        }
        return constructors[0].newInstance(Arrays.stream(constructors[0].getParameterTypes())
                .map(this::injected)
                .toArray());
    }

    private Object injected(Class<?> type) {
        if (type == PluginContext.class) {
            return context;
        }
        if (type == Clock.class) {
            return context.clock();
        }
        if (type == System.Logger.class) {
            return context.logger();
        }
        if (plugin.filter(type::isInstance).isPresent()) {
            return plugin.get();
        }
        throw new IllegalArgumentException("A constructor cannot be given a " + type.getName());
    }
}
