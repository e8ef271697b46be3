package com.adgenius.host.runtime;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The artifacts that passed inspection. The same bytes pass again, so a jar whose checksum was verified is not read a
 * second time: a swap back, or a reload, costs the copy alone.
 */
final class InspectedArtifacts {

    /** So many descriptors, each some kilobytes, are kept; of more the one not asked for longest is forgotten. */
    private static final int KEPT = 1_024;

    private final RuntimeConfiguration configuration;
    private final Map<String, ArtifactDescriptor> bySha256 =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ArtifactDescriptor> eldest) {
                    return size() > KEPT;
                }
            });

    InspectedArtifacts(RuntimeConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * What the jar says of itself.
     *
     * @param sha256 of the jar, verified by the caller
     * @throws PluginRefusedException with every reason why it may not be loaded
     */
    ArtifactDescriptor descriptor(Path jar, String sha256) throws PluginRefusedException {
        ArtifactDescriptor known = bySha256.get(sha256);
        if (known != null) {
            return known;
        }
        ArtifactInspection inspection =
                ArtifactInspection.of(jar, sha256, configuration.api(), configuration.artifactLimits());
        ArtifactDescriptor descriptor =
                inspection.descriptor().orElseThrow(() -> new PluginRefusedException(inspection.refusals()));
        bySha256.put(sha256, descriptor);
        return descriptor;
    }
}
