package com.adgenius.host.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;

/** What a manifest says, read by PF4J and checked by us. */
final class ManifestDescription {

    private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z-]{0,39}(:[^\\s,:][^\\s,]{0,252})?");
    private static final int VERSION_LENGTH = 64;

    private final PluginDescriptor descriptor;
    private final List<Requirement> requirements;
    private final Set<String> permissions;

    private ManifestDescription(PluginDescriptor descriptor, List<Requirement> requirements, Set<String> permissions) {
        this.descriptor = descriptor;
        this.requirements = requirements;
        this.permissions = permissions;
    }

    static Optional<ManifestDescription> read(JarContents contents, PluginApi api, Findings findings) {
        Optional<Manifest> manifest = parse(contents, findings);
        findings.conclude("manifest", "readable");
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        PluginDescriptor descriptor = new ManifestReader().createPluginDescriptor(manifest.get());
        checkId(descriptor, findings);
        checkVersion(descriptor, findings);
        checkRequires(descriptor, api, findings);
        List<Requirement> requirements = requirements(descriptor, findings);
        checkPluginClass(descriptor, contents, findings);
        Set<String> permissions = permissions(manifest.get(), findings);
        return Optional.of(new ManifestDescription(descriptor, requirements, permissions));
    }

    ArtifactDescriptor artifact(String sha256, List<String> extensionClasses, long size) {
        return new ArtifactDescriptor(
                new ArtifactId(text(descriptor.getPluginId()), text(descriptor.getVersion()), sha256),
                requires(descriptor),
                requirements,
                pluginClass(descriptor),
                text(descriptor.getProvider()),
                text(descriptor.getLicense()),
                text(descriptor.getPluginDescription()),
                permissions,
                extensionClasses,
                size);
    }

    private static Optional<Manifest> parse(JarContents contents, Findings findings) {
        if (contents.manifest().isEmpty()) {
            findings.refuse(
                    RefusalCode.MANIFEST_MISSING,
                    "The jar has no META-INF/MANIFEST.MF; it must say Plugin-Id and Plugin-Version");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Manifest(new ByteArrayInputStream(contents.manifest().orElseThrow())));
        } catch (IOException | IllegalArgumentException e) {
            findings.refuse(RefusalCode.MANIFEST_MISSING, "META-INF/MANIFEST.MF cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void checkId(PluginDescriptor descriptor, Findings findings) {
        String id = text(descriptor.getPluginId());
        PluginIds.problem(id)
                .ifPresent(problem ->
                        findings.refuse(RefusalCode.INVALID_PLUGIN_ID, "Plugin-Id \"" + id + "\" " + problem));
        findings.conclude("plugin id", id);
    }

    private static void checkVersion(PluginDescriptor descriptor, Findings findings) {
        String version = text(descriptor.getVersion());
        if (version.length() > VERSION_LENGTH || !VersionRange.isVersion(version)) {
            findings.refuse(
                    RefusalCode.INVALID_VERSION,
                    "Plugin-Version \"" + version + "\" is no semantic version of at most " + VERSION_LENGTH
                            + " characters, for instance 1.0.0");
        }
        findings.conclude("version", version);
    }

    private static void checkRequires(PluginDescriptor descriptor, PluginApi api, Findings findings) {
        String range = requires(descriptor);
        if (!VersionRange.isRange(range)) {
            findings.refuse(
                    RefusalCode.INVALID_REQUIRES,
                    "Plugin-Requires \"" + range + "\" is no range of versions, for instance >=1.0.0 & <2.0.0");
        } else if (!VersionRange.admits(range, api.version())) {
            findings.refuse(
                    RefusalCode.API_VERSION_MISMATCH,
                    "Plugin-Requires \"" + range + "\" does not admit this host's plugin API " + api.version()
                            + "; take a version of the plugin, or of the host, that fits");
        }
        findings.conclude("API version", range + " admits " + api.version());
    }

    private static List<Requirement> requirements(PluginDescriptor descriptor, Findings findings) {
        List<Requirement> requirements = descriptor.getDependencies().stream()
                .map(dependency -> new Requirement(
                        text(dependency.getPluginId()),
                        text(dependency.getPluginVersionSupport()),
                        dependency.isOptional()))
                .toList();
        for (Requirement requirement : requirements) {
            PluginIds.problem(requirement.pluginId())
                    .ifPresent(problem -> findings.refuse(
                            RefusalCode.INVALID_REQUIREMENT,
                            "Plugin-Dependencies names \"" + requirement.pluginId() + "\", which " + problem));
            if (!VersionRange.isRange(requirement.range())) {
                findings.refuse(
                        RefusalCode.INVALID_REQUIREMENT,
                        "Plugin-Dependencies gives " + requirement.pluginId() + " the range \"" + requirement.range()
                                + "\", which is none, for instance " + requirement.pluginId() + "@>=1.0.0");
            }
        }
        findings.conclude("requirements", requirements.size() + " plugins required");
        return requirements;
    }

    private static void checkPluginClass(PluginDescriptor descriptor, JarContents contents, Findings findings) {
        Optional<String> name = pluginClass(descriptor);
        name.filter(declared -> !contents.classes().contains(declared))
                .ifPresent(missing -> findings.refuse(
                        RefusalCode.PLUGIN_CLASS_MISSING,
                        "Plugin-Class names " + missing + ", which is not in the jar"));
        findings.conclude("plugin class", name.orElse("none"));
    }

    private static Set<String> permissions(Manifest manifest, Findings findings) {
        Set<String> permissions = new LinkedHashSet<>();
        String declared = text(manifest.getMainAttributes().getValue("Plugin-Permissions"));
        for (String part : declared.split(",", -1)) {
            String permission = part.strip();
            if (permission.isEmpty() && declared.isBlank()) {
                continue;
            }
            if (!PERMISSION.matcher(permission).matches()) {
                findings.refuse(
                        RefusalCode.INVALID_PERMISSION,
                        "Plugin-Permissions holds \"" + permission
                                + "\"; separate by commas permissions like network:api.example.com");
            }
            permissions.add(permission);
        }
        findings.conclude("permissions", permissions.isEmpty() ? "none" : String.join(", ", permissions));
        return permissions;
    }

    private static String requires(PluginDescriptor descriptor) {
        String range = text(descriptor.getRequires());
        return range.isEmpty() ? "*" : range;
    }

    private static Optional<String> pluginClass(PluginDescriptor descriptor) {
        return Optional.of(text(descriptor.getPluginClass()))
                .filter(name -> !name.isEmpty() && !name.equals(org.pf4j.Plugin.class.getName()));
    }

    /** PF4J gives null for what a manifest does not say. */
    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }

    /** Opens PF4J's reading of a manifest, which is meant for its own manager. */
    private static final class ManifestReader extends ManifestPluginDescriptorFinder {

        @Override
        protected PluginDescriptor createPluginDescriptor(Manifest manifest) {
            return super.createPluginDescriptor(manifest);
        }
    }
}
