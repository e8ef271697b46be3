package com.adgenius.host.server.provider;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.InstanceInformation;
import java.util.List;

/**
 * A provider that is switched on for the tenant and loaded here.
 *
 * @param instance what serves the tenant
 * @param missing the settings that it cannot do without and that the tenant has not set
 * @param setup names its version and its settings
 */
public record Candidate(InstanceInformation instance, List<String> missing, String setup) {

    public Candidate {
        requireNonNull(instance, "instance is null");
        requireNonNull(setup, "setup is null");
        missing = List.copyOf(missing);
    }

    /** Its plugin's id. */
    public String pluginId() {
        return instance.pluginId();
    }

    /** Whether it can be asked at all. */
    public boolean configured() {
        return missing.isEmpty();
    }

    /** What it lacks, in words. */
    public String lacking() {
        return "\"" + pluginId() + "\" lacks the settings " + String.join(", ", missing);
    }
}
