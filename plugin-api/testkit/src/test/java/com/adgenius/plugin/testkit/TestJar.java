package com.adgenius.plugin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin's jar made of classes of the tests. */
final class TestJar {

    /** What a manifest must have. */
    static final List<String> ATTRIBUTES = List.of(
            "Plugin-Id",
            "Plugin-Version",
            "Plugin-Requires",
            "Plugin-Provider",
            "Plugin-License",
            "Plugin-Description");

    private TestJar() {}

    static Path write(Path folder, List<String> attributes, String index, Class<?>... classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach(name -> manifest.getMainAttributes().putValue(name, "ab"));
        Path jar = Files.createTempFile(folder, "plugin", ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream output = new JarOutputStream(file, manifest)) {
            output.putNextEntry(new JarEntry("META-INF/extensions.idx"));
            output.write(index.getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                output.putNextEntry(new JarEntry(name));
                try (InputStream input = type.getClassLoader().getResourceAsStream(name)) {
                    input.transferTo(output);
                }
            }
        }
        return jar;
    }
}
