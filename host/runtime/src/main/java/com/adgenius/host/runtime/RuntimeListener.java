package com.adgenius.host.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * Hears what happens in a runtime. Called on the runtime's own threads: return soon. What it throws is logged and ignored.
 */
public interface RuntimeListener {

    /** An instance came to a state. */
    default void stateChanged(InstanceInformation instance, InstanceState state) {}

    /** A call ended, well or with a failure. */
    default void callEnded(
            InstanceInformation instance, Entry entry, Duration duration, Optional<String> failureCode) {}

    /** A closed instance was not collected. */
    default void leaked(LeakReport leak) {}
}
