package com.adgenius.host.runtime;

import org.jspecify.annotations.Nullable;

/**
 * One call into an extension.
 *
 * @param <E> the extension point
 * @param <R> the result
 */
@FunctionalInterface
public interface PluginCall<E, R extends @Nullable Object> {

    /** Calls the extension. Everything that touches the extension belongs in here, and nothing else. */
    R call(E extension) throws Exception;
}
