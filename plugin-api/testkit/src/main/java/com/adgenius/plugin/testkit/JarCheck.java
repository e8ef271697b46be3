package com.adgenius.plugin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What a host asks of a plugin's jar before it loads it. */
final class JarCheck {

    static final String INDEX = "META-INF/extensions.idx";

    private static final List<String> REQUIRED = List.of(
            "Plugin-Id",
            "Plugin-Version",
            "Plugin-Requires",
            "Plugin-Provider",
            "Plugin-License",
            "Plugin-Description");
    private static final String ID = "[a-z][a-z0-9-]{1,39}";

    private JarCheck() {}

    static List<String> violations(Path jar) throws IOException {
        List<String> violations = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = Optional.ofNullable(file.getManifest())
                    .map(m -> m.getMainAttributes())
                    .orElseGet(Attributes::new);
            for (String name : REQUIRED) {
                if (manifest.getValue(name) == null) {
                    violations.add("The manifest lacks " + name);
                }
            }
            String id = manifest.getValue("Plugin-Id");
            if (id != null && !id.matches(ID)) {
                violations.add("Plugin-Id \"" + id + "\" does not match " + ID);
            }
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : file.stream().toList()) {
                if (!names.add(entry.getName())) {
                    violations.add(entry.getName() + " is there twice");
                }
                if (apiClass(entry.getName())) {
                    violations.add(entry.getName() + " belongs to the plugin API; leave it out of the jar");
                }
            }
            List<String> extensions = extensions(file);
            if (extensions.isEmpty()) {
                violations.add(INDEX + " is missing or names nothing; add pf4j to annotationProcessorPaths");
            }
            for (String extension : extensions) {
                if (!names.contains(extension.replace('.', '/') + ".class")) {
                    violations.add(INDEX + " names " + extension + ", which is not in the jar");
                }
            }
        }
        return List.copyOf(violations);
    }

    /** The class names in the index, in its order. */
    static List<String> extensions(JarFile file) throws IOException {
        ZipEntry index = file.getEntry(INDEX);
        if (index == null) {
            return List.of();
        }
        try (InputStream input = file.getInputStream(index)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private static boolean apiClass(String name) {
        return name.endsWith(".class") && (name.startsWith("com/adgenius/plugin/") || name.startsWith("org/pf4j/"));
    }
}
