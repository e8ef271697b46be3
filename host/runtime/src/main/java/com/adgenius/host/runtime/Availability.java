package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Whether a plugin serves a tenant, and why not. */
public sealed interface Availability {

    /**
     * It serves.
     *
     * @param instance the instance that serves the tenant
     */
    record Served(InstanceInformation instance) implements Availability {

        public Served {
            requireNonNull(instance, "instance is null");
        }
    }

    /**
     * It is switched off.
     *
     * @param by whose switch; the platform's goes before the tenant's
     */
    record Disabled(Switch by) implements Availability {

        public Disabled {
            requireNonNull(by, "by is null");
        }
    }

    /**
     * It is switched on, and no version of it serves the tenant here now.
     *
     * @param refusals why the version routed for the tenant is not active; empty where none is routed for it
     */
    record NotLoaded(List<Refusal> refusals) implements Availability {

        public NotLoaded {
            refusals = List.copyOf(refusals);
        }
    }

    /** This runtime has no plan for it. */
    record NotInstalled() implements Availability {}

    /** The switches of {@link Flags}. */
    enum Switch {
        /** The platform's, for the plugin. */
        PLATFORM,
        /** The platform's, for the tenant or by default. */
        PLATFORM_FOR_TENANT,
        /** The tenant's own. */
        TENANT
    }
}
