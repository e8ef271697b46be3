package com.adgenius.host.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Inspects a jar in the order: the archive, its entries, its classes, its manifest, its extension index. */
final class ArtifactInspector {

    private ArtifactInspector() {}

    static ArtifactInspection inspect(Path jar, Optional<String> sha256, PluginApi api, ArtifactLimits limits) {
        Findings findings = new Findings();
        Optional<ArtifactDescriptor> descriptor = Optional.empty();
        Optional<JarContents> contents = JarReader.read(jar, sha256, limits, findings);
        if (contents.isPresent()) {
            descriptor = describe(contents.get(), api, findings);
        }
        return new ArtifactInspection(
                findings.refused() ? Optional.empty() : descriptor, findings.checks(), findings.refusals());
    }

    private static Optional<ArtifactDescriptor> describe(JarContents contents, PluginApi api, Findings findings) {
        checkApiPackages(contents, api, findings);
        Optional<ManifestDescription> manifest = ManifestDescription.read(contents, api, findings);
        List<String> extensions = ExtensionIndex.read(contents, findings);
        return manifest.map(description -> description.artifact(contents.sha256(), extensions, contents.size()));
    }

    private static void checkApiPackages(JarContents contents, PluginApi api, Findings findings) {
        contents.classes().stream()
                .filter(api::owns)
                .sorted()
                .forEach(name -> findings.refuse(
                        RefusalCode.API_PACKAGE_INSIDE,
                        "The jar brings the class " + name
                                + ", which belongs to the host's plugin API; build it with the "
                                + "API and PF4J in scope \"provided\", and leave them out of a shaded jar"));
        findings.conclude("API packages", "no class of the plugin API inside");
    }
}
