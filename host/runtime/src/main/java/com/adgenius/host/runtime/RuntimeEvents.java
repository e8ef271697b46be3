package com.adgenius.host.runtime;

import com.adgenius.leak.CleanedUp;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tells the listener and the log what happens; a listener that fails harms nothing. */
final class RuntimeEvents {

    private static final Logger LOG = System.getLogger("com.adgenius.host.runtime");

    private final RuntimeListener listener;

    RuntimeEvents(RuntimeListener listener) {
        this.listener = listener;
    }

    void stateChanged(InstanceInformation instance, InstanceState state) {
        LOG.log(
                state == InstanceState.STUCK || state == InstanceState.LEAKED ? Level.WARNING : Level.DEBUG,
                () -> instance + " is " + state.value());
        tell(() -> listener.stateChanged(instance, state));
    }

    void callEnded(InstanceInformation instance, Entry entry, long nanoseconds, Optional<String> failureCode) {
        tell(() -> listener.callEnded(instance, entry, Duration.ofNanos(nanoseconds), failureCode));
    }

    void leaked(LeakReport leak) {
        LOG.log(Level.WARNING, () -> leak.instance() + " was closed and is not collected: " + leak.holders());
        tell(() -> listener.leaked(leak));
    }

    void leakResolved(LeakReport leak) {
        LOG.log(Level.INFO, () -> leak.instance() + ", reported as leaked, is collected");
        tell(() -> listener.leakResolved(leak));
    }

    void cleaned(InstanceInformation instance, List<CleanedUp> cleaned) {
        LOG.log(Level.INFO, () -> instance + " had left behind, and it was removed: " + cleaned);
        tell(() -> listener.cleaned(instance, cleaned));
    }

    void refused(String what, Refusal refusal) {
        LOG.log(Level.WARNING, () -> what + ": " + refusal.code().value() + ": " + refusal.message());
    }

    /** Types and places without messages: those may hold a tenant's content. */
    void failed(InstanceInformation instance, Entry entry, FailureDescription failure) {
        Level level = failure.kind() == FailureDescription.Kind.OTHER ? Level.WARNING : Level.DEBUG;
        LOG.log(level, () -> instance + " failed at " + entry.name() + ": " + failure.trace());
    }

    /** A part of the runtime that looks after others failed to, and will look again. */
    void lookFailed(String part, Throwable failure) {
        LOG.log(Level.ERROR, "The plugin runtime's " + part + " failed to look after its work", failure);
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "A listener of the plugin runtime failed", e);
        }
    }
}
