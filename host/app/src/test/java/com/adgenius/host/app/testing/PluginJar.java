package com.adgenius.host.app.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A plugin's jar, compiled while the tests run. The same content gives the same bytes.
 *
 * @param manifest its attributes
 * @param extensions the names of the extensions' classes
 * @param sources Java by the name of the class
 */
public record PluginJar(Map<String, String> manifest, List<String> extensions, Map<String, String> sources) {

    public PluginJar {
        manifest = new TreeMap<>(manifest);
        extensions = List.copyOf(extensions);
        sources = new TreeMap<>(sources);
    }

    /** The jar. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            StringBuilder head = new StringBuilder("Manifest-Version: 1.0\n");
            manifest.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append('\n'));
            write(zip, "META-INF/MANIFEST.MF", head.append('\n').toString().getBytes(UTF_8));
            write(zip, "META-INF/extensions.idx", (String.join("\n", extensions) + "\n").getBytes(UTF_8));
            for (Map.Entry<String, ByteArrayOutputStream> type : compile().entrySet()) {
                write(
                        zip,
                        type.getKey().replace('.', '/') + ".class",
                        type.getValue().toByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private Map<String, ByteArrayOutputStream> compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Source> units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                JavaFileManager memory = new Memory(files, classes)) {
            if (!compiler.getTask(messages, memory, null, List.of("-proc:none", "-nowarn"), null, units)
                    .call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        private Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes;

        private Memory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    classes.put(name, content);
                    return content;
                }
            };
        }
    }
}
