package com.adgenius.host.runtime;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.Cleaning;
import com.adgenius.plugin.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes instances down: drain, stop, clean, close, watch. Each on a thread of its own, so that one that hangs keeps nobody
 * waiting.
 */
final class Retirement {

    private final RuntimeConfiguration configuration;
    private final FreshThreads threads;
    private final Map<Instance, StepThread<?>> underWay = new ConcurrentHashMap<>();
    private final RuntimeEvents events;
    private final LeakWatch leaks;

    Retirement(RuntimeConfiguration configuration, FreshThreads threads, RuntimeEvents events, LeakWatch leaks) {
        this.threads = threads;
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

    /**
     * Looks after steps at their deadlines, and whether a drain has ended unseen or is kept up by nothing but calls that
     * never come back.
     */
    void watch(Instance instance) {
        instance.leases().look();
        lookAfterSteps(instance);
        resume(instance);
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
        try {
            underWay.put(
                    instance,
                    StepThread.<@Nullable Void>start(threads, configuration, "adgenius-retire " + instance, steps -> {
                        takeDown(instance, steps);
                        return null;
                    }));
        } catch (PluginRefusedException e) {
            // The next look tries again.
            instance.move(InstanceState.STOPPING, InstanceState.STUCK);
        }
    }

    private void lookAfterSteps(Instance instance) {
        StepThread<?> steps = underWay.get(instance);
        if (steps != null) {
            Optional<PluginRefusedException> givenUp = steps.watch();
            if (givenUp.isPresent()) {
                problems(instance, givenUp.get());
                instance.move(InstanceState.STOPPING, InstanceState.STUCK);
            }
            if (steps.over()) {
                underWay.remove(instance, steps);
            }
        }
    }

    private void takeDown(Instance instance, Steps steps) throws InterruptedException {
        if (stuck(instance)) {
            return;
        }
        Optional<LoadedPlugin> loaded = instance.loaded();
        List<CleanedUp> cleaned = new ArrayList<>();
        if (loaded.isPresent()) {
            attempt(instance, () -> stop(steps, instance, loaded.get()));
            attempt(
                    instance,
                    () -> cleaned.addAll(clean(steps, instance, loaded.get().loader())));
        }
        if (stuck(instance)) {
            return;
        }
        instance.unload();
        loaded.map(LoadedPlugin::loader).ifPresent(InstanceClassLoader::close);
        instance.copy().release();
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

    /** A part that fails does not keep the next one from its turn. */
    private void attempt(Instance instance, Part part) throws InterruptedException {
        try {
            part.run();
        } catch (PluginRefusedException e) {
            problems(instance, e);
        }
    }

    private void problems(Instance instance, PluginRefusedException reason) {
        reason.refusals().forEach(refusal -> problem(instance, refusal));
    }

    private void problem(Instance instance, Refusal problem) {
        instance.problem(problem);
        events.refused(instance.toString(), problem);
    }
}
