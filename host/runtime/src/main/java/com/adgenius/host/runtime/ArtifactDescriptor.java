package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an artifact says of itself in its manifest and its extension index.
 *
 * @param id its name
 * @param requires the versions of the plugin API that it can run on, as a range; {@code *} for all
 * @param requirements the plugins it requires, in the manifest's order
 * @param pluginClass the class with its life cycle, if it has one
 * @param provider who made it; empty if unsaid
 * @param license its licence; empty if unsaid
 * @param description what it is; empty if unsaid
 * @param permissions what it asks for, for instance {@code network:api.example.com}, in the manifest's order
 * @param extensionClasses the classes of its extension index, in the index's order
 * @param size of the jar, in bytes
 */
public record ArtifactDescriptor(
        ArtifactId id,
        String requires,
        List<Requirement> requirements,
        Optional<String> pluginClass,
        String provider,
        String license,
        String description,
        Set<String> permissions,
        List<String> extensionClasses,
        long size) {

    public ArtifactDescriptor {
        requireNonNull(id, "id is null");
        requireNonNull(requires, "requires is null");
        requireNonNull(pluginClass, "pluginClass is null");
        requireNonNull(provider, "provider is null");
        requireNonNull(license, "license is null");
        requireNonNull(description, "description is null");
        requirements = List.copyOf(requirements);
        permissions = Collections.unmodifiableSet(new LinkedHashSet<>(permissions));
        extensionClasses = List.copyOf(extensionClasses);
    }
}
