package com.adgenius.host.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs plugins: any number of versions side by side, switched per tenant, swapped under load.
 *
 * <p>Changes ({@link #apply}, {@link #remove}) are made one at a time for a plugin, and in parallel for different ones.
 * Readers never wait for them: they see one immutable {@link Snapshot} through one volatile read.
 */
public interface PluginRuntime extends AutoCloseable {

    /**
     * Starts a runtime that serves nothing yet.
     *
     * @throws java.io.UncheckedIOException when the working directory cannot be used, or another runtime uses it
     */
    static PluginRuntime create(RuntimeConfiguration configuration) {
        return DefaultPluginRuntime.start(configuration);
    }

    /**
     * Loads, starts and probes an artifact beside what serves: the check before a route is written. The instance is kept
     * for {@link RuntimeLimits#rehearsal}; a plan applied by then takes it over. Returns at once where it already serves.
     *
     * @throws PluginRefusedException when it cannot be activated, with every reason; {@link RefusalCode#DRAIN_LIMIT} when
     *     too many instances still drain for a swap now
     */
    void rehearse(ArtifactId artifact) throws PluginRefusedException, InterruptedException;

    /**
     * Moves a plugin to the plan, and returns when that is published: a call that begins afterwards meets the new route.
     * Drains go on in the background.
     *
     * <p>Level-triggered: a plan that is already in force does nothing, one older than that is ignored, and one that was
     * not reached is tried again. The flags always take effect. The route takes effect as a whole, or, where a version of
     * it cannot be activated, not at all; only where nothing serves yet, what can be activated serves.
     */
    PlanOutcome apply(PluginPlan plan) throws InterruptedException;

    /**
     * Moves several plugins to their plans, in parallel, as at the start of a node. Each has its own limits of time: one
     * that fails or hangs does not keep the others. A plugin that requires another of them waits for it.
     *
     * @return the outcomes, in the plans' order
     */
    List<PlanOutcome> applyAll(Collection<PluginPlan> plans) throws InterruptedException;

    /** Stops serving a plugin and forgets it; its instances drain. Works whatever the number of drains. */
    void remove(String pluginId) throws InterruptedException;

    /**
     * Interrupts the calls that run in retired instances of a plugin, which fail with {@link CallFailure#EVICTED}.
     *
     * @return how many instances were still draining
     */
    int evict(String pluginId);

    /** All routes and flags at this moment. */
    Snapshot snapshot();

    /**
     * The key of the tenant with that slug, the same object each time.
     *
     * @throws IllegalStateException above {@link RuntimeLimits#tenants} different tenants
     */
    TenantKey tenant(String slug);

    /** Whether the plugin serves the tenant, and why not. */
    default Availability availability(String pluginId, TenantKey tenant) {
        return snapshot().availability(pluginId, tenant);
    }

    /** The ids of the plugins that serve the tenant with an extension of that extension point, in ascending order. */
    default List<String> providers(Class<?> extensionPoint, TenantKey tenant) {
        return snapshot().providers(extensionPoint, tenant);
    }

    /** Leases the instance that serves the tenant, if one does. The caller closes the lease. */
    Optional<Lease> lease(String pluginId, TenantKey tenant);

    /**
     * Leases the instance that serves the tenant. The caller closes the lease.
     *
     * @throws NotServedException when none does
     */
    Lease requiredLease(String pluginId, TenantKey tenant) throws NotServedException;

    /**
     * Calls the extension that serves the tenant.
     *
     * @throws CallFailedException when the call failed, the plugin's {@code Error}s included
     * @throws NotServedException when no instance serves the tenant with that extension point
     * @throws InterruptedException when the caller was interrupted; the call was, too
     */
    <E, R extends @Nullable Object> R call(
            String pluginId, TenantKey tenant, Class<E> extensionPoint, Entry entry, PluginCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException;

    /** Every instance that is not collected yet, in the order they were loaded. */
    List<InstanceReport> instances();

    /** The closed instances that were not collected, with what keeps them. */
    List<LeakReport> leaks();

    /** Whether the runtime can go on for long. */
    RuntimeHealth health();

    /**
     * Retires everything, waits {@link RuntimeLimits#shutdown} for the drains, interrupts the calls that remain, then stops
     * and closes each instance. Closing twice has the effect of once.
     *
     * @throws RuntimeCloseException when an instance could not be closed cleanly; each such failure is suppressed in it
     */
    @Override
    void close();
}
