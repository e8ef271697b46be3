package com.adgenius.host.runtime;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.Cleaning;
import com.adgenius.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

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
        List<CleanedUp> cleaned = loaded.map(plugin -> clean(instance, plugin)).orElse(List.of());
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

    private void stop(Instance instance, LoadedPlugin loaded) {
        if (loaded.started() && loaded.plugin().isPresent()) {
            instance.load(loaded.withoutPlugin());
            Plugin plugin = loaded.plugin().get();
            run(LifecycleStep.stop(instance), instance, loaded, () -> {
                plugin.stop();
                return true;
            });
        }
    }

    private List<CleanedUp> clean(Instance instance, LoadedPlugin loaded) {
        InstanceClassLoader loader = loaded.loader();
        Optional<Cleaning> cleaning =
                run(LifecycleStep.close(instance), instance, loaded, () -> Cleaning.after(loader, loader::define));
        List<CleanedUp> cleaned = cleaning.map(Cleaning::cleaned).orElse(List.of());
        if (!cleaned.isEmpty()) {
            events.cleaned(instance, cleaned);
        }
        cleaning.stream()
                .flatMap(done -> done.failures().stream())
                .forEach(failure -> problem(
                        instance,
                        new Refusal(RefusalCode.CLOSE_FAILED, instance + " cannot be cleaned up after: " + failure)));
        return cleaned;
    }

    private <R> Optional<R> run(LifecycleStep step, Instance instance, LoadedPlugin loaded, Callable<R> body) {
        try {
            return Optional.of(invoker.enter(step, instance.steps(), loaded.loader(), body));
        } catch (PluginRefusedException e) {
            e.refusals().forEach(refusal -> problem(instance, refusal));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private void problem(Instance instance, Refusal problem) {
        instance.problem(problem);
        events.refused(instance.toString(), problem);
    }
}
