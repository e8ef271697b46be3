package com.adgenius.host.runtime;

import org.jspecify.annotations.Nullable;

/**
 * One call into an extension that answers piece by piece.
 *
 * @param <E> the extension point
 * @param <R> the result
 */
@FunctionalInterface
public interface StreamingCall<E, R extends @Nullable Object> {

    /** Calls the extension, and tells the progress of every piece that it wrote. */
    R call(E extension, Progress progress) throws Exception;

    /** Keeps a streaming call from being taken for idle. */
    @FunctionalInterface
    interface Progress {

        /**
         * A piece was written.
         *
         * @throws IllegalStateException when the call is over, so that a plugin cannot write after its time
         */
        void made();
    }
}
