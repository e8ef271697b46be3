package com.adgenius.host.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The counted right to call into an instance. Several calls through one lease meet the same instance; while it is open the
 * instance is not stopped, retired or not. Hold it no longer than the work lasts.
 *
 * <p>It is confined to the thread that took it, as a confined {@code Arena} is: every other gets a
 * {@link WrongThreadException}. Whoever works on several threads takes a lease on each.
 */
public interface Lease extends AutoCloseable {

    /** The instance. */
    InstanceInformation instance();

    /**
     * Calls the instance's first extension of that extension point.
     *
     * @throws CallFailedException when the call failed, the plugin's {@code Error}s included
     * @throws NotServedException when the instance has no such extension
     * @throws InterruptedException when the caller was interrupted; the call was, too
     * @throws IllegalStateException when the lease is closed
     */
    <E, R extends @Nullable Object> R call(Class<E> extensionPoint, Entry entry, PluginCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException;

    /**
     * Calls one of several extensions.
     *
     * @param index from 0, in the order of {@code @Extension(ordinal)}; see {@link InstanceInformation#extensions}
     */
    <E, R extends @Nullable Object> R call(Class<E> extensionPoint, int index, Entry entry, PluginCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException;

    /** Calls the instance's first extension of that extension point, which answers piece by piece. */
    <E, R extends @Nullable Object> R stream(Class<E> extensionPoint, Entry entry, StreamingCall<E, R> call)
            throws CallFailedException, NotServedException, InterruptedException;

    /** Gives the right back. Closing twice has the effect of once. */
    @Override
    void close();
}
