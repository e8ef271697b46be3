package com.adgenius.host.runtime;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.Cleaning;
import com.adgenius.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Takes instances down: drain, stop, clean, close, watch. Each on a thread of its own, so that one that hangs keeps nobody
 * waiting.
 */
final class Retirement {

    private final RuntimeConfiguration configuration;
    private final RuntimeEvents events;
    private final LeakWatch leaks;

    Retirement(RuntimeConfiguration configuration, RuntimeEvents events, LeakWatch leaks) {
        this.configuration = configuration;
        this.events = events;
        this.leaks = leaks;
    }

    /** Lets no call into an instance any more. The route without it must be published before. */
    void retire(Instance instance) {
        instance.move(InstanceState.SERVING, InstanceState.DRAINING);
        instance.leases().retire();
    }

    /** Takes down an instance that never served. */
    void discard(Instance instance) {
        InstanceState state = instance.state();
        if (state.leadsTo(InstanceState.STOPPING)
                && state != InstanceState.DRAINING
                && instance.move(state, InstanceState.STOPPING)) {
            instance.leases().retire();
            begin(instance);
        }
    }

    /** The last lease has ended. */
    void drained(Instance instance) {
        if (instance.move(InstanceState.DRAINING, InstanceState.STOPPING)) {
            begin(instance);
        } else {
            resume(instance);
        }
    }

    /** A call has left the instance. */
    void left(Instance instance) {
        resume(instance);
    }

    /** Looks whether a drain has ended unseen, or whether nothing keeps it up but calls that never come back, and says so. */
    void watch(Instance instance) {
        instance.leases().look();
        int stuck = instance.calls().stuck();
        if (stuck > 0
                && instance.state() == InstanceState.DRAINING
                && instance.leases().count() == stuck
                && instance.move(InstanceState.DRAINING, InstanceState.STUCK)) {
            resume(instance);
        }
    }

    /** Takes an instance down although leases without calls are held: the node is going down. */
    void force(Instance instance) {
        if (instance.calls().isEmpty() && instance.move(InstanceState.DRAINING, InstanceState.STOPPING)) {
            begin(instance);
        }
    }

    private void resume(Instance instance) {
        if (instance.state() == InstanceState.STUCK
                && instance.isEmpty()
                && instance.leases().drained()
                && instance.move(InstanceState.STUCK, InstanceState.STOPPING)) {
            begin(instance);
        }
    }

    private void begin(Instance instance) {
        Thread.ofVirtual()
                .name("adgenius-retire " + instance)
                .inheritInheritableThreadLocals(false)
                .start(() -> takeDown(instance));
    }

    private void takeDown(Instance instance) {
        if (stuck(instance)) {
            return;
        }
        Optional<LoadedPlugin> loaded = instance.loaded();
        List<CleanedUp> cleaned = loaded.map(plugin -> end(instance, plugin)).orElse(List.of());
        if (stuck(instance)) {
            return;
        }
        instance.unload();
        try {
            loaded.map(LoadedPlugin::loader).ifPresent(InstanceClassLoader::close);
            Files.deleteIfExists(instance.jar());
        } catch (IOException | RuntimeException e) {
            problem(instance, new Refusal(RefusalCode.CLOSE_FAILED, instance + " cannot be closed: " + e.getMessage()));
        }
        instance.move(InstanceState.STOPPING, InstanceState.CLOSED);
        leaks.watch(instance, loaded.map(LoadedPlugin::loader), cleaned);
    }

    /** Whether threads are still inside, so that the loader must stay open. Goes on by itself when they come back. */
    private boolean stuck(Instance instance) {
        if (instance.isEmpty()) {
            return false;
        }
        instance.move(InstanceState.STOPPING, InstanceState.STUCK);
        resume(instance);
        return true;
    }

    /** Stops the plugin and removes what it left behind. A step that fails keeps the next one from nothing. */
    private List<CleanedUp> end(Instance instance, LoadedPlugin loaded) {
        List<CleanedUp> cleaned = new CopyOnWriteArrayList<>();
        attempt(
                instance,
                () -> StepThread.<@Nullable Void>run(configuration, "adgenius-end " + instance, steps -> {
                    attempt(instance, () -> stop(steps, instance, loaded));
                    attempt(instance, () -> cleaned.addAll(clean(steps, instance, loaded.loader())));
                    return null;
                }));
        return cleaned;
    }

    private static void stop(Steps steps, Instance instance, LoadedPlugin loaded)
            throws PluginRefusedException, InterruptedException {
        if (loaded.started() && loaded.plugin().isPresent()) {
            instance.load(loaded.withoutPlugin());
            Plugin plugin = loaded.plugin().get();
            steps.enter(LifecycleStep.stop(instance), instance, () -> {
                plugin.stop();
                return true;
            });
        }
    }

    private List<CleanedUp> clean(Steps steps, Instance instance, InstanceClassLoader loader)
            throws PluginRefusedException, InterruptedException {
        Cleaning cleaning =
                steps.enter(LifecycleStep.close(instance), instance, () -> Cleaning.after(loader, loader::define));
        if (!cleaning.cleaned().isEmpty()) {
            events.cleaned(instance, cleaning.cleaned());
        }
        cleaning.failures()
                .forEach(failure -> problem(
                        instance,
                        new Refusal(RefusalCode.CLOSE_FAILED, instance + " cannot be cleaned up after: " + failure)));
        return cleaning.cleaned();
    }

    /** What an instance's end consists of. */
    @FunctionalInterface
    private interface Part {

        void run() throws PluginRefusedException, InterruptedException;
    }

    private void attempt(Instance instance, Part part) {
        try {
            part.run();
        } catch (PluginRefusedException e) {
            e.refusals().forEach(refusal -> problem(instance, refusal));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void problem(Instance instance, Refusal problem) {
        instance.problem(problem);
        events.refused(instance.toString(), problem);
    }
}
