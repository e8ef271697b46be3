package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What the platform wants of one plugin: its desired state at one revision.
 *
 * @param pluginId the plugin's id
 * @param revision grows with every change; a plan older than the one applied is ignored
 * @param versions the SHA-256 of every version that exists
 * @param route which version serves whom
 * @param flags whether it is switched on, and for whom
 * @param lastGood the version that served last, to serve instead where nothing serves yet and stable cannot be activated
 */
public record PluginPlan(
        String pluginId,
        long revision,
        Map<String, String> versions,
        Route route,
        Flags flags,
        Optional<String> lastGood) {

    public PluginPlan {
        // Callers whose ids are interned, too, are served without a comparison of texts.
        pluginId = requireNonNull(pluginId, "pluginId is null").intern();
        requireNonNull(route, "route is null");
        requireNonNull(flags, "flags is null");
        requireNonNull(lastGood, "lastGood is null");
        versions = Map.copyOf(versions);
    }

    /** The artifact of that version, if the plan has it. */
    public Optional<ArtifactId> artifact(String version) {
        return Optional.ofNullable(versions.get(version)).map(sha256 -> new ArtifactId(pluginId, version, sha256));
    }
}
