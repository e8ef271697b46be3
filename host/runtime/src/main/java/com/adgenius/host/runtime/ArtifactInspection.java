package com.adgenius.host.runtime;

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
}
