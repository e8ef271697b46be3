package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.InstanceInformation;
import com.adgenius.plugin.ModelKind;
import java.util.List;

/** What the tenant in scope set for its providers. */
@FunctionalInterface
public interface ProviderSetups {

    /** Providers for which nothing can be set. */
    ProviderSetups NONE = () -> (_, _) -> Setup.COMPLETE;

    /** What is set now, read at most once. */
    Setups now();

    /** What was set at one moment. */
    @FunctionalInterface
    interface Setups {

        /** What was set for that version of a provider, as far as that kind of model needs it. */
        Setup of(InstanceInformation instance, ModelKind kind);
    }

    /**
     * What is set for a provider.
     *
     * @param missing the settings and secrets that it cannot do without and that are not set
     * @param revision grows with each change of them
     */
    record Setup(List<String> missing, long revision) {

        /** Nothing is missing, and nothing can be changed. */
        public static final Setup COMPLETE = new Setup(List.of(), 0);

        public Setup {
            requireNonNull(missing, "missing is null");
            missing = List.copyOf(missing);
        }
    }
}
