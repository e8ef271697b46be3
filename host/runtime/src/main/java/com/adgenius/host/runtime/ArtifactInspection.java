package com.adgenius.host.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is right and wrong with a jar, found without loading a class of it. All faults are found at once.
 *
 * @param descriptor what the artifact says of itself; empty when it is refused
 * @param checks what was checked, in order
 * @param refusals every reason to refuse it; empty when it is in order
 */
public record ArtifactInspection(
        Optional<ArtifactDescriptor> descriptor, List<ArtifactCheck> checks, List<Refusal> refusals) {

    public ArtifactInspection {
        checks = List.copyOf(checks);
        refusals = List.copyOf(refusals);
    }

    /** Inspects a jar by {@link ArtifactLimits#defaults}. */
    public static ArtifactInspection of(Path jar, PluginApi api) {
        return of(jar, api, ArtifactLimits.defaults());
    }

    /** Inspects a jar. A file that cannot be read is refused as {@link RefusalCode#CORRUPT_JAR}. */
    public static ArtifactInspection of(Path jar, PluginApi api, ArtifactLimits limits) {
        return ArtifactInspector.inspect(jar, Optional.empty(), api, limits);
    }

    /** Inspects a jar whose checksum was verified, and so needs not be computed. */
    static ArtifactInspection of(Path jar, String sha256, PluginApi api, ArtifactLimits limits) {
        return ArtifactInspector.inspect(jar, Optional.of(sha256), api, limits);
    }
}
