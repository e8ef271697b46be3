package com.adgenius.host.runtime;

import com.adgenius.plugin.Plugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Brings an artifact to life beside what serves: fetch, verify, load, start, probe. Whatever fails or hangs is a refusal,
 * and what was loaded by then is taken down again.
 */
final class Activator {

    private final RuntimeConfiguration configuration;
    private final FreshThreads threads;
    private final PrivateCopies copies;
    private final InspectedArtifacts inspected;
    private final Instances instances;
    private final Invoker invoker;
    private final Retirement retirement;

    Activator(
            RuntimeConfiguration configuration,
            FreshThreads threads,
            PrivateCopies copies,
            Instances instances,
            Invoker invoker,
            Retirement retirement) {
        this.configuration = configuration;
        this.threads = threads;
        this.copies = copies;
        this.inspected = new InspectedArtifacts(configuration);
        this.instances = instances;
        this.invoker = invoker;
        this.retirement = retirement;
    }

    /** A verified private copy of an artifact, and what the artifact says of itself. */
    private record Fetched(PrivateCopy copy, ArtifactDescriptor descriptor) {}

    /**
     * A new instance that can serve.
     *
     * @param routes what the artifact's requirements are checked against
     */
    Instance activate(ArtifactId artifact, RuntimeSnapshot routes) throws PluginRefusedException, InterruptedException {
        AtomicReference<Instance> created = new AtomicReference<>();
        boolean ready = false;
        try {
            StepThread.start(threads, configuration, "adgenius-activate " + artifact, steps -> {
                        Fetched fetched = fetch(steps, artifact, routes);
                        Instance instance = instances.add(fetched.descriptor(), fetched.copy(), retirement);
                        created.set(instance);
                        load(steps, instance);
                        start(steps, instance);
                        constructExtensions(steps, instance);
                        probe(steps, instance);
                        return instance;
                    })
                    .join();
            ready = created.get().move(InstanceState.PROBING, InstanceState.READY);
            return created.get();
        } finally {
            if (!ready && created.get() != null) {
                retirement.discard(created.get());
            }
        }
    }

    private Fetched fetch(Steps steps, ArtifactId artifact, RuntimeSnapshot routes)
            throws PluginRefusedException, InterruptedException {
        return steps.enter(
                LifecycleStep.fetch(artifact),
                new ActiveCalls(() -> {}),
                configuration.api().loader(),
                () -> fetch(artifact, routes));
    }

    private Fetched fetch(ArtifactId artifact, RuntimeSnapshot routes) throws IOException, PluginRefusedException {
        PrivateCopy copy = copies.take(artifact, configuration.artifacts());
        boolean usable = false;
        try {
            ArtifactDescriptor descriptor = inspected.descriptor(copy.jar(), artifact.sha256());
            if (!descriptor.id().equals(artifact)) {
                throw new PluginRefusedException(
                        RefusalCode.ARTIFACT_MISMATCH,
                        "The jar of " + artifact + " calls itself " + descriptor.id() + "; the plan must name it so");
            }
            Requirements.check(descriptor, routes);
            usable = true;
            return new Fetched(copy, descriptor);
        } finally {
            if (!usable || Thread.currentThread().isInterrupted()) {
                copy.release();
            }
        }
    }

    private void load(Steps steps, Instance instance) throws PluginRefusedException, InterruptedException {
        ArtifactDescriptor descriptor = instance.descriptor();
        InstanceClassLoader loader = new InstanceClassLoader(instance.toString(), configuration.api(), instance.copy());
        instance.load(LoadedPlugin.of(loader));
        if (descriptor.pluginClass().isPresent()) {
            String name = descriptor.pluginClass().get();
            Plugin plugin = steps.enter(
                    LifecycleStep.construct(instance), instance, () -> plugin(instance, Injector.load(loader, name)));
            instance.load(LoadedPlugin.of(loader).withPlugin(plugin));
        }
        instance.move(InstanceState.LOADING, InstanceState.STARTING);
    }

    private Plugin plugin(Instance instance, Class<?> type) throws Exception {
        if (!Plugin.class.isAssignableFrom(type)) {
            throw new PluginRefusedException(
                    RefusalCode.NOT_A_PLUGIN,
                    "Plugin-Class " + type.getName() + " does not implement " + Plugin.class.getName());
        }
        return (Plugin) new Injector(configuration, instance).construct(type);
    }

    private void start(Steps steps, Instance instance) throws PluginRefusedException, InterruptedException {
        LoadedPlugin loaded = instance.loaded().orElseThrow();
        if (loaded.plugin().isPresent()) {
            instance.load(loaded.withStart());
            Plugin plugin = loaded.plugin().get();
            enter(steps, LifecycleStep.start(instance), instance, plugin::start);
        }
    }

    private void constructExtensions(Steps steps, Instance instance)
            throws PluginRefusedException, InterruptedException {
        LoadedPlugin loaded = instance.loaded().orElseThrow();
        Map<Class<?>, List<Object>> extensions =
                steps.enter(LifecycleStep.construct(instance), instance, () -> extensions(instance));
        instance.load(loaded.withExtensions(extensions));
        instance.move(InstanceState.STARTING, InstanceState.PROBING);
    }

    private Map<Class<?>, List<Object>> extensions(Instance instance) throws Exception {
        InstanceClassLoader loader = instance.loaded().orElseThrow().loader();
        List<Class<?>> types = new ArrayList<>();
        for (String name : instance.descriptor().extensionClasses()) {
            Class<?> type = Injector.load(loader, name);
            if (configuration.api().extensionPoints().stream().noneMatch(point -> point.isAssignableFrom(type))) {
                throw new PluginRefusedException(
                        RefusalCode.NOT_AN_EXTENSION,
                        name + " implements no extension point of this host's plugin API "
                                + configuration.api().version());
            }
            types.add(type);
        }
        types.sort(Comparator.comparingInt(Activator::ordinal));
        Injector injector = new Injector(configuration, instance);
        List<Object> objects = new ArrayList<>();
        for (Class<?> type : types) {
            objects.add(injector.construct(type));
        }
        Map<Class<?>, List<Object>> extensions = new LinkedHashMap<>();
        for (Class<?> point : configuration.api().extensionPoints()) {
            List<Object> found = objects.stream().filter(point::isInstance).toList();
            if (!found.isEmpty()) {
                extensions.put(point, found);
            }
        }
        return extensions;
    }

    private static int ordinal(Class<?> type) {
        Extension annotation = type.getAnnotation(Extension.class);
        return annotation == null ? 0 : annotation.ordinal();
    }

    private void probe(Steps steps, Instance instance) throws PluginRefusedException, InterruptedException {
        LoadedPlugin loaded = instance.loaded().orElseThrow();
        if (loaded.plugin().isPresent()) {
            Plugin plugin = loaded.plugin().get();
            enter(steps, LifecycleStep.probe(instance), instance, plugin::probe);
        }
        Optional<ActivationCheck> check = configuration.activationCheck();
        if (check.isPresent()) {
            Object metadata = steps.enter(
                    LifecycleStep.metadata(instance),
                    instance,
                    () -> invoker.admit(check.get().metadata(instance, new Found(loaded))));
            instance.describe(metadata);
        }
    }

    private static void enter(Steps steps, LifecycleStep kind, Instance instance, Step body)
            throws PluginRefusedException, InterruptedException {
        steps.<@Nullable Void>enter(kind, instance, () -> {
            body.run();
            return null;
        });
    }

    /** A step of a plugin's life that gives no result. */
    @FunctionalInterface
    private interface Step {

        void run() throws Exception;
    }

    /** The extensions of an instance, as an activation check sees them. */
    private record Found(LoadedPlugin loaded) implements ActivationCheck.Extensions {

        @Override
        public <E> List<E> of(Class<E> extensionPoint) {
            return loaded.extensions().getOrDefault(extensionPoint, List.of()).stream()
                    .map(extensionPoint::cast)
                    .toList();
        }
    }
}
