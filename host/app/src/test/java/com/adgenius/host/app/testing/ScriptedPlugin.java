package com.adgenius.host.app.testing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plugin jar, compiled while the tests run, whose extensions do what the test says: each hands its calls to the
 * extension that the test put among the JVM's properties under {@code <plugin>/<extension point>}.
 */
public final class ScriptedPlugin {

    private static final Map<String, String> BODIES = Map.of(
            "CreativeGenerator",
            """
            public CreativeKind kind() { return script.kind(); }
            public List<Format> formats() { return script.formats(); }
            public Set<ModelKind> models() { return script.models(); }
            public Set<GeneratorAbility> abilities() { return script.abilities(); }
            public String optionsSchema() { return script.optionsSchema(); }
            public GenerationResult generate(GenerationRequest request, GenerationContext context)
                    throws PluginException, InterruptedException { return script.generate(request, context); }
            """,
            "TextModel",
            """
            public String settingsSchema() { return script.settingsSchema(); }
            public Set<String> neededSettings() { return script.neededSettings(); }
            public TextResponse stream(TextRequest request, Sink sink, TenantContext context)
                    throws PluginException, InterruptedException { return script.stream(request, sink, context); }
            public TextResponse generate(TextRequest request, TenantContext context)
                    throws PluginException, InterruptedException { return script.generate(request, context); }
            """,
            "ImageModel",
            """
            public ImageResponse generate(ImageRequest request, TenantContext context)
                    throws PluginException, InterruptedException { return script.generate(request, context); }
            """,
            "EmbeddingModel",
            """
            public boolean readsPictures(TenantContext context)
                    throws PluginException { return script.readsPictures(context); }
            public EmbeddingResponse embed(EmbeddingRequest request, TenantContext context)
                    throws PluginException, InterruptedException { return script.embed(request, context); }
            """,
            "VideoModel",
            """
            public String start(VideoRequest request, TenantContext context)
                    throws PluginException, InterruptedException { return script.start(request, context); }
            public VideoStatus poll(String handle, TenantContext context)
                    throws PluginException, InterruptedException { return script.poll(handle, context); }
            public void cancel(String handle, TenantContext context)
                    throws PluginException, InterruptedException { script.cancel(handle, context); }
            """,
            "Metering",
            """
            public Reservation reserve(UsageRequest request, TenantContext context)
                    throws PluginException, InterruptedException { return script.reserve(request, context); }
            public void commit(String id, List<ModelUsage> usage, TenantContext context)
                    throws PluginException, InterruptedException { script.commit(id, usage, context); }
            public void refund(String id, String reason, TenantContext context)
                    throws PluginException, InterruptedException { script.refund(id, reason, context); }
            """,
            "EventListener",
            """
            public Set<String> types() { return script.types(); }
            public void onEvent(Event event, TenantContext context)
                    throws PluginException, InterruptedException { script.onEvent(event, context); }
            """);

    private final String id;
    private final Map<String, String> manifest = new HashMap<>();
    private final Set<String> points = new LinkedHashSet<>();

    /** A plugin without extensions. */
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

    /** The plugin's jar. */
    public byte[] jar() {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String point : points) {
            sources.put("scripted.Scripted" + point, """
                    package scripted;

                    import com.adgenius.plugin.*;
                    import java.util.List;
                    import java.util.Set;
                    import org.pf4j.Extension;

                    @Extension
                    public final class Scripted%1$s implements %1$s {
                        private final %1$s script;

                        public Scripted%1$s(PluginContext plugin) {
                            script = (%1$s) System.getProperties().get(plugin.pluginId() + "/%1$s");
                        }

                        %2$s
                    }
                    """.formatted(point, BODIES.get(point)));
        }
        return new PluginJar(manifest, List.copyOf(sources.keySet()), sources).bytes();
    }
}
