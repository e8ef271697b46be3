package com.adgenius.host.bench;

import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.bench.payload.PayloadActivator;
import com.adgenius.host.bench.payload.PayloadGreeter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** One jar that is a plugin of ours, a plugin of PF4J's and an OSGi bundle, so that every host gets the same bytes. */
public final class PayloadJar {

    private static final String INDEX = "META-INF/extensions.idx";

    private PayloadJar() {}

    /**
     * Writes the jar.
     *
     * @param version 1 to 255: the major version, and what the payload answers with
     */
    public static Path write(Path folder, String pluginId, int version) throws IOException {
        Files.createDirectories(folder);
        Path jar = folder.resolve(pluginId + "-" + version + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream output = new JarOutputStream(file, manifest(pluginId, version + ".0.0"))) {
            add(output, INDEX, (PayloadGreeter.class.getName() + "\n").getBytes(StandardCharsets.UTF_8));
            add(output, "payload-version", new byte[] {(byte) version});
            for (Class<?> type : new Class<?>[] {PayloadGreeter.class, PayloadActivator.class}) {
                String entry = type.getName().replace('.', '/') + ".class";
                try (InputStream bytes = PayloadJar.class.getResourceAsStream("/" + entry)) {
                    if (bytes == null) {
                        throw new IOException("There is no " + entry + " on the class path");
                    }
                    add(output, entry, bytes.readAllBytes());
                }
            }
        }
        return jar;
    }

    private static Manifest manifest(String pluginId, String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", pluginId);
        main.putValue("Plugin-Version", version);
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "payload." + pluginId);
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Activator", PayloadActivator.class.getName());
        main.putValue("Import-Package", "org.osgi.framework,org.pf4j," + Greeter.class.getPackageName());
        return manifest;
    }

    private static void add(JarOutputStream output, String name, byte[] bytes) throws IOException {
        output.putNextEntry(new JarEntry(name));
        output.write(bytes);
        output.closeEntry();
    }
}
