package com.adgenius.host.runtime;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Enters a plugin for the steps of its life, one after another, on the thread of {@link StepThread}. */
interface Steps {

    /**
     * Takes one step: the plugin's own code, or the host's work on it that may hang.
     *
     * @param running where the step is counted while it runs
     * @param loader the context class loader meanwhile
     * @throws PluginRefusedException when it fails or takes longer than its entry allows
     * @throws InterruptedException when whoever waits for the steps does not want them any more
     */
    <R extends @Nullable Object> R enter(LifecycleStep step, ActiveCalls running, ClassLoader loader, Callable<R> body)
            throws PluginRefusedException, InterruptedException;

    /** Takes a step of an instance that is loaded. */
    default <R extends @Nullable Object> R enter(LifecycleStep step, Instance instance, Callable<R> body)
            throws PluginRefusedException, InterruptedException {
        return enter(step, instance.steps(), instance.loaded().orElseThrow().loader(), body);
    }
}
