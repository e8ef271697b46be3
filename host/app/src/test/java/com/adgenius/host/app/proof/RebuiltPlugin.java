package com.adgenius.host.app.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Another version of a plugin of the distribution: the same jar under another version, one of its formats renamed after
 * that version so that an answer tells which code gave it, and, where asked, with a plugin class compiled in.
 */
final class RebuiltPlugin {

    /** The distribution that is tested. */
    static final Path DISTRIBUTION = HostProcess.CHECKOUT.resolve("host/app/target/adgenius");

    private RebuiltPlugin() {}

    /** The plugin under another version. */
    static Path of(String pluginId, String version, Path folder) throws IOException {
        return of(pluginId, version, folder, "");
    }

    /**
     * The plugin under another version with a life of its own.
     *
     * @param body the body of a class that implements {@code com.adgenius.plugin.Plugin}; empty for none
     */
    static Path of(String pluginId, String version, Path folder, String body) throws IOException {
        return from(distributed(pluginId), pluginId, version, folder, body);
    }

    /** That jar of the plugin under another version, with a life of its own where there is a body of its class. */
    static Path from(Path built, String pluginId, String version, Path folder, String body) throws IOException {
        Path jar = folder.resolve(pluginId + "-" + version + ".jar");
        Path classes = folder.resolve("classes-" + pluginId + "-" + version);
        if (!body.isEmpty()) {
            compile(classes, body);
        }
        try (JarFile original = new JarFile(built.toFile());
                OutputStream file = Files.newOutputStream(jar)) {
            Manifest manifest = original.getManifest();
            Attributes attributes = manifest.getMainAttributes();
            attributes.putValue("Plugin-Version", version);
            if (!body.isEmpty()) {
                attributes.putValue("Plugin-Class", "rebuilt.Life");
            }
            try (JarOutputStream output = new JarOutputStream(file, manifest)) {
                output.setLevel(Deflater.BEST_SPEED);
                copy(original, output, version);
                if (!body.isEmpty()) {
                    add(output, classes);
                }
            }
        }
        return jar;
    }

    private static Path distributed(String pluginId) throws IOException {
        try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("plugins"))) {
            for (Path jar : jars.toList()) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    if (pluginId.equals(file.getManifest().getMainAttributes().getValue("Plugin-Id"))) {
                        return jar;
                    }
                }
            }
        }
        throw new IOException("There is no plugin " + pluginId + " in " + DISTRIBUTION.resolve("plugins"));
    }

    private static void copy(JarFile original, JarOutputStream output, String version) throws IOException {
        for (Enumeration<JarEntry> entries = original.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME)) {
                continue;
            }
            byte[] bytes = original.getInputStream(entry).readAllBytes();
            if (entry.getName().toLowerCase(Locale.ROOT).endsWith("formats.json")) {
                bytes = new String(bytes, StandardCharsets.UTF_8)
                        .replace("\"tiktok_text\"", "\"tiktok_text." + version + "\"")
                        .getBytes(StandardCharsets.UTF_8);
            }
            output.putNextEntry(new JarEntry(entry.getName()));
            output.write(bytes);
        }
    }

    private static void add(JarOutputStream output, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                output.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, output);
            }
        }
    }

    private static void compile(Path classes, String body) throws IOException {
        Path source = classes.resolve("rebuilt/Life.java");
        Files.createDirectories(source.getParent());
        Files.writeString(
                source,
                "package rebuilt; public final class Life implements com.adgenius.plugin.Plugin { " + body + " }");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = new ArrayList<>(
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new IOException("The plugin class does not compile: " + body);
            }
        }
    }
}
