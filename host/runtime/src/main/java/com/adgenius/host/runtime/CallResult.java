package com.adgenius.host.runtime;

import org.jspecify.annotations.Nullable;

/** How a piece of plugin code ended. */
sealed interface CallResult<R extends @Nullable Object> {

    /** With a value. */
    record Value<R extends @Nullable Object>(R value) implements CallResult<R> {}

    /** With an exception, of which the description is left. */
    record Failure<R extends @Nullable Object>(FailureDescription description) implements CallResult<R> {}
}
