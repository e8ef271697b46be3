package com.adgenius.plugin;

/**
 * The life of a plugin, for a plugin that has something to start and stop.
 *
 * <p>Named by the manifest attribute {@code Plugin-Class}; a plugin without one needs no life of its own and is served
 * as soon as its extensions are constructed. The class has a single public constructor, which may take a
 * {@link PluginContext}. The order of the host's calls is: constructor, {@link #start}, constructors of the extensions,
 * {@link #probe}, any number of calls into the extensions, {@link #stop}. After {@code stop} returned no call follows and
 * the class loader is closed: whatever was started must have ended by then.
 *
 * <p>Each call has 10 seconds unless the operator set another limit; a call that takes longer is interrupted, and one
 * that ignores the interruption counts as failed.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface Plugin {

    /**
     * Acquires what the plugin needs. A failure refuses this version; what serves stays untouched.
     *
     * @throws Exception when the plugin cannot start; its message is shown to the administrator
     */
    default void start() throws Exception {}

    /**
     * Says whether the plugin can serve, after its extensions were constructed and before any route names it. Must be
     * free of side effects outside the plugin.
     *
     * @throws Exception when it cannot; its message is shown to the administrator and the version never serves
     */
    default void probe() throws Exception {}

    /**
     * Releases everything: threads, hooks, clients, thread-locals, drivers.
     *
     * @throws Exception when something could not be released; it is reported, and the instance is closed all the same
     */
    default void stop() throws Exception {}
}
