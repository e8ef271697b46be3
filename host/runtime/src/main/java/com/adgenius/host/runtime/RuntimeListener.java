package com.adgenius.host.runtime;

import com.adgenius.leak.CleanedUp;
import java.time.Duration;
import java.util.List;
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

    /** An instance that was reported as leaked was collected after all. */
    default void leakResolved(LeakReport leak) {}

    /** A stopped plugin had left something behind, which was removed. */
    default void cleaned(InstanceInformation instance, List<CleanedUp> cleaned) {}
}
