package com.adgenius.host.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Takes instances down: drain, stop, clean, close, watch. Each on a thread of its own, so that one that hangs keeps nobody
 * waiting.
 */
final class Retirement {

    private final Invoker invoker;
    private final RuntimeEvents events;
    private final LeakWatch leaks;

    Retirement(Invoker invoker, RuntimeEvents events, LeakWatch leaks) {
        this.invoker = invoker;
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

    /** Finds out whether nothing keeps the drain up but calls that never come back, and says so. */
    void watch(Instance instance) {
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
        Optional<LoadedPlugin> loaded = instance.loaded();
        if (stuck(instance)) {
            return;
        }
        loaded.ifPresent(plugin -> stop(instance, plugin));
        loaded.ifPresent(plugin -> clean(instance, plugin));
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
        leaks.watch(instance, loaded.map(LoadedPlugin::loader));
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

    private void stop(Instance instance, LoadedPlugin loaded) {
        if (loaded.started() && loaded.plugin().isPresent()) {
            instance.load(loaded.withoutPlugin());
            run(LifecycleStep.stop(instance), instance, loaded, loaded.plugin().get()::stop);
        }
    }

    private void clean(Instance instance, LoadedPlugin loaded) {
        run(LifecycleStep.close(instance), instance, loaded, () -> PluginCleaning.clean(loaded.loader()));
    }

    private void run(LifecycleStep step, Instance instance, LoadedPlugin loaded, PluginCleaning.Step body) {
        try {
            invoker.enter(step, instance.steps(), loaded.loader(), () -> {
                body.run();
                return true;
            });
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
