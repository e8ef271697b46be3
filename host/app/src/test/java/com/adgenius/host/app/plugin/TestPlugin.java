package com.adgenius.host.app.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A plugin that is compiled while the tests run: a generator of texts with settings.
 *
 * @param id the plugin's id
 * @param version its version
 * @param life members of its Plugin-Class
 * @param note what makes one jar of a version differ from another
 */
record TestPlugin(String id, String version, String life, String note) {

    private static final String GENERATOR = """
            package acme;

            import com.adgenius.plugin.*;
            import java.time.LocalDate;
            import java.util.*;
            import org.pf4j.Extension;

            @Extension
            public final class Writer implements CreativeGenerator {
                public CreativeKind kind() {
                    return CreativeKind.TEXT;
                }

                public List<Format> formats() {
                    return List.of(new Format("{id}_short", "Short", "acme", Map.of("headlines", Map.of("max", 3)),
                            "https://example.com", LocalDate.of(2026, 11, 22)));
                }

                public String optionsSchema() {
                    return "{\\"type\\":\\"object\\",\\"properties\\":{\\"mood\\":{\\"type\\":\\"string\\"}}}";
                }

                public String settingsSchema() {
                    return "{\\"type\\":\\"object\\",\\"additionalProperties\\":false,\\"required\\":[\\"model\\"],"
                            + "\\"properties\\":{\\"model\\":{\\"type\\":\\"string\\"},"
                            + "\\"api_key\\":{\\"type\\":\\"string\\",\\"minLength\\":8,\\"writeOnly\\":true}}}";
                }

                public GenerationResult generate(GenerationRequest request, GenerationContext context) {
                    throw new UnsupportedOperationException("{note}");
                }
            }
            """;

    private static final String LIFE =
            "package acme; public class Life implements com.adgenius.plugin.Plugin { {life} }";

    /** A good plugin of an id that no other test uses. */
    static TestPlugin unique() {
        return new TestPlugin("p" + UUID.randomUUID().toString().substring(0, 8), "1.0.0", "", "");
    }

    TestPlugin version(String other) {
        return new TestPlugin(id, other, life, note);
    }

    TestPlugin life(String members) {
        return new TestPlugin(id, version, members, note);
    }

    /** The same version with other content. */
    TestPlugin rebuilt() {
        return new TestPlugin(id, version, life, "rebuilt");
    }

    /** The id of its format. */
    String format() {
        return id + "_short";
    }

    byte[] jar() {
        try {
            Path classes = Files.createTempDirectory("test-plugin");
            compile(classes);
            return zip(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            List<JavaFileObject> sources = new ArrayList<>(List.of(
                    source("acme.Writer", GENERATOR.replace("{id}", id).replace("{note}", note)),
                    source("acme.Life", LIFE.replace("{life}", life))));
            if (!compiler.getTask(messages, files, null, List.of("-proc:none", "-nowarn"), null, sources)
                    .call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
    }

    private static JavaFileObject source(String type, String text) {
        return new SimpleJavaFileObject(
                URI.create("string:///" + type.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private byte[] zip(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> found = Files.walk(classes)) {
            write(zip, "META-INF/MANIFEST.MF", """
                    Manifest-Version: 1.0
                    Plugin-Id: %s
                    Plugin-Version: %s
                    Plugin-Requires: >=1.0.0 & <2.0.0
                    Plugin-Provider: Acme
                    Plugin-License: Apache-2.0
                    Plugin-Description: Writes for tests
                    Plugin-Class: acme.Life
                    Plugin-Permissions: network:api.example.com

                    """.formatted(id, version).getBytes(StandardCharsets.UTF_8));
            write(zip, "META-INF/extensions.idx", "acme.Writer\n".getBytes(StandardCharsets.UTF_8));
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                write(zip, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
