package com.adgenius.host.runtime;

import java.util.Optional;

/** What is known of one loaded artifact. It holds nothing of the plugin's, so it can be kept. */
public interface InstanceInformation {

    /** Counts the instances of a runtime from 1; two instances of one artifact differ by it. */
    long number();

    /** What the artifact says of itself. */
    ArtifactDescriptor descriptor();

    /** The plugin's id. */
    default String pluginId() {
        return descriptor().id().pluginId();
    }

    /** The artifact's version. */
    default String version() {
        return descriptor().id().version();
    }

    /** Where it stands in its life now. */
    InstanceState state();

    /** How many of its extensions are of that extension point. */
    int extensions(Class<?> extensionPoint);

    /** Whether it has an extension of that extension point. */
    default boolean provides(Class<?> extensionPoint) {
        return extensions(extensionPoint) > 0;
    }

    /** What the {@link ActivationCheck} found out about it, if that is of the type. */
    <T> Optional<T> metadata(Class<T> type);
}
