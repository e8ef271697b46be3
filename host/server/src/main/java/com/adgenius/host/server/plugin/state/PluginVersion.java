package com.adgenius.host.server.plugin.state;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.ArtifactCheck;
import com.adgenius.host.runtime.ArtifactDescriptor;
import java.time.Instant;
import java.util.List;

/**
 * A version of a plugin that exists: its artifact is stored.
 *
 * @param descriptor what the artifact says of itself
 * @param checks what was checked at the upload
 * @param uploadedBy whose upload it was
 * @param uploadedAt when
 */
public record PluginVersion(
        ArtifactDescriptor descriptor, List<ArtifactCheck> checks, Actor uploadedBy, Instant uploadedAt) {

    public PluginVersion {
        requireNonNull(descriptor, "descriptor is null");
        requireNonNull(uploadedBy, "uploadedBy is null");
        requireNonNull(uploadedAt, "uploadedAt is null");
        checks = List.copyOf(checks);
    }

    /** The semantic version. */
    public String version() {
        return descriptor.id().version();
    }

    /** The SHA-256 of the artifact. */
    public String sha256() {
        return descriptor.id().sha256();
    }
}
