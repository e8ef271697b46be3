package com.adgenius.host.server.context;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a generation keeps the video operations it started, so that a crash neither loses one nor starts one twice. Each
 * method is durable when it returns, and throws {@link IllegalStateException} where the job is no longer ours.
 */
public interface VideoJournal {

    /**
     * An operation.
     *
     * @param key its name within the generation
     * @param provider the plugin that it was given to
     * @param handle the provider's; empty from before the provider is asked until its answer is stored
     * @param afterFallback whether another provider should have made it
     */
    record Operation(String key, String provider, Optional<String> handle, boolean afterFallback) {

        public Operation {
            requireNonNull(key, "key is null");
            requireNonNull(provider, "provider is null");
            requireNonNull(handle, "handle is null");
        }
    }

    /** The operation of that key. */
    Optional<Operation> find(String key);

    /** The provider is about to be asked. */
    void starting(String key, String provider, boolean afterFallback);

    /** The provider gave the handle. */
    void started(String key, String handle);

    /** The provider surely started nothing, or the operation was cancelled. */
    void forget(String key);
}
