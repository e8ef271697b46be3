package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

/**
 * Names an immutable jar.
 *
 * @param pluginId the plugin's id
 * @param version the artifact's semantic version
 * @param sha256 the SHA-256 of the jar's bytes, 64 lower-case hexadecimal digits
 */
public record ArtifactId(String pluginId, String version, String sha256) {

    public ArtifactId {
        requireNonNull(pluginId, "pluginId is null");
        requireNonNull(version, "version is null");
        requireNonNull(sha256, "sha256 is null");
    }

    @Override
    public String toString() {
        return pluginId + " " + version;
    }
}
