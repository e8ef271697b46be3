package com.adgenius.host.server.generation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A plugin jar, compiled while the tests run, whose extensions do what the test says: each hands its calls to the
 * extension that the test put among the JVM's properties under {@code <plugin>/<extension point>}.
 */
public final class ScriptedPlugin {

    private static final Map<String, String> BODIES = Map.of(
            "CreativeGenerator", """
            public CreativeKind kind() { return script.kind(); }
            public List<Format> formats() { return script.formats(); }
            public String optionsSchema() { return script.optionsSchema(); }
            public GenerationResult generate(GenerationRequest request, GenerationContext context)
                    throws PluginException, InterruptedException { return script.generate(request, context); }
            """, "TextModel", """
            public TextResponse generate(TextRequest request, TenantContext context)
                    throws PluginException, InterruptedException { return script.generate(request, context); }
            """, "VideoModel", """
            public String start(VideoRequest request, TenantContext context)
                    throws PluginException, InterruptedException { return script.start(request, context); }
            public VideoStatus poll(String handle, TenantContext context)
                    throws PluginException, InterruptedException { return script.poll(handle, context); }
            public void cancel(String handle, TenantContext context)
                    throws PluginException, InterruptedException { script.cancel(handle, context); }
            """, "Metering", """
            public Reservation reserve(UsageRequest request, TenantContext context)
                    throws PluginException, InterruptedException { return script.reserve(request, context); }
            public void commit(String id, List<ModelUsage> usage, TenantContext context)
                    throws PluginException, InterruptedException { script.commit(id, usage, context); }
            public void refund(String id, String reason, TenantContext context)
                    throws PluginException, InterruptedException { script.refund(id, reason, context); }
            """, "EventListener", """
            public Set<String> types() { return script.types(); }
            public void onEvent(Event event, TenantContext context)
                    throws PluginException, InterruptedException { script.onEvent(event, context); }
            """);

    private final String id;
    private final Map<String, String> manifest = new HashMap<>();
    private final Set<String> points = new LinkedHashSet<>();

    public ScriptedPlugin(String id, String version) {
        this.id = id;
        manifest.put("Plugin-Id", id);
        manifest.put("Plugin-Version", version);
    }

    /** Gives the plugin an extension that does what the script does. */
    public <E> ScriptedPlugin with(Class<E> point, E script) {
        say(id, point, script);
        points.add(point.getSimpleName());
        return this;
    }

    /** Changes what a plugin's extension does, in every version of it. */
    public static <E> void say(String pluginId, Class<E> point, E script) {
        System.getProperties().put(pluginId + "/" + point.getSimpleName(), script);
    }

    public Path writeTo(Path folder) {
        Path jar = folder.resolve(id + "-" + manifest.get("Plugin-Version") + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            StringBuilder head = new StringBuilder("Manifest-Version: 1.0\n");
            manifest.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append('\n'));
            put(zip, "META-INF/MANIFEST.MF", text(head.append('\n').toString()));
            List<String> names =
                    points.stream().map(point -> "scripted.Scripted" + point).toList();
            put(zip, "META-INF/extensions.idx", text(String.join("\n", names) + "\n"));
            for (Map.Entry<String, byte[]> type : compile().entrySet()) {
                put(zip, type.getKey().replace('.', '/') + ".class", type.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private Map<String, byte[]> compile() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String point : points) {
            sources.add(new Source("scripted.Scripted" + point, """
                    package scripted;

                    import com.adgenius.plugin.*;
                    import java.util.*;
                    import org.pf4j.Extension;

                    @Extension
                    public final class Scripted%1$s implements %1$s {
                        private final %1$s script;

                        public Scripted%1$s(PluginContext plugin) {
                            script = (%1$s) System.getProperties().get(plugin.pluginId() + "/%1$s");
                        }

                        %2$s
                    }
                    """.formatted(point, BODIES.get(point))));
        }
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files =
                        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
                JavaFileManager memory = new Memory(files, classes)) {
            boolean compiled = ToolProvider.getSystemJavaCompiler()
                    .getTask(messages, memory, null, List.of("-proc:none", "-nowarn"), null, sources)
                    .call();
            if (!compiled) {
                throw new IllegalStateException(messages.toString());
            }
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((name, content) -> bytes.put(name, content.toByteArray()));
        return bytes;
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
