package com.adgenius.host.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks what an artifact requires against what is routed. */
final class Requirements {

    private Requirements() {}

    static void check(ArtifactDescriptor descriptor, RuntimeSnapshot routes) throws PluginRefusedException {
        List<Refusal> unmet = new ArrayList<>();
        for (Requirement requirement : descriptor.requirements()) {
            if (!requirement.optional()) {
                problem(requirement, routes)
                        .map(problem -> new Refusal(
                                RefusalCode.UNMET_REQUIREMENT,
                                descriptor.id() + " requires " + requirement.pluginId() + " " + requirement.range()
                                        + ", " + problem))
                        .ifPresent(unmet::add);
            }
        }
        if (!unmet.isEmpty()) {
            throw new PluginRefusedException(unmet);
        }
    }

    private static Optional<String> problem(Requirement requirement, RuntimeSnapshot routes) {
        Optional<PluginSlot> slot = routes.slot(requirement.pluginId());
        if (slot.isEmpty()) {
            return Optional.of("which is not installed; install and route it first");
        }
        if (!slot.get().plan().flags().platform()) {
            return Optional.of("which is switched off; switch it on first");
        }
        Optional<Instance> stable = slot.get().stable();
        if (stable.isEmpty()) {
            return Optional.of("of which no version serves; route one as stable first");
        }
        return VersionRange.admits(requirement.range(), stable.get().version())
                ? Optional.empty()
                : Optional.of("but " + stable.get().version() + " serves; route a version that fits first");
    }
}
