package com.adgenius.host.app.proof;

import com.adgenius.host.app.testing.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A generator that writes how long the vectors of its brief are, since no generator of ours asks for vectors. */
final class Embedder {

    private static final String FORMAT = "embedder_note";

    private Embedder() {}

    /** Has the host serve it to everybody. */
    static void install(Api administrator, Path folder) throws Exception {
        Path jar = Files.write(folder.resolve("embedder.jar"), jar());
        administrator.upload(jar).expect(201);
        administrator
                .put(
                        "/admin/plugins/embedder/enabled",
                        body -> body.put("enabled", true).put("default_enabled", true))
                .expect(200);
        ProviderTenant.route(administrator, "embedder", "1.0.0");
    }

    /** Asks for vectors; the creative's id. */
    static String ask(ProviderTenant tenant, String text) throws Exception {
        return tenant.ask("text", text, FORMAT);
    }

    /** The dimension of each vector, which the creative tells. */
    static List<String> dimensions(ProviderTenant tenant, String id) throws Exception {
        List<String> dimensions = new ArrayList<>();
        tenant.api()
                .get("/creatives/" + id + "/content?format=" + FORMAT)
                .expect(200)
                .json()
                .findValue("dimensions")
                .forEach(dimension -> dimensions.add(dimension.asText()));
        return dimensions;
    }

    private static byte[] jar() {
        String generator = """
                package embedder;

                import com.adgenius.plugin.*;
                import java.time.LocalDate;
                import java.util.List;
                import java.util.Map;
                import java.util.Set;
                import org.pf4j.Extension;

                @Extension
                public final class Embedder implements CreativeGenerator {
                    public CreativeKind kind() { return CreativeKind.TEXT; }
                    public Set<ModelKind> models() { return Set.of(ModelKind.EMBEDDING); }
                    public List<Format> formats() {
                        return List.of(new Format("embedder_note", "A note", "example", Map.of(),
                                "https://example.org", LocalDate.of(2026, 11, 30)));
                    }
                    public GenerationResult generate(GenerationRequest request, GenerationContext context)
                            throws PluginException, InterruptedException {
                        String text = request.brief().prompt();
                        EmbeddingResponse response = context.models().embed(List.of(text, "Another text"));
                        List<String> dimensions = response.vectors().stream().map(vector -> "" + vector.size()).toList();
                        return new GenerationResult(text, response.usage().model(),
                                List.of(new Asset.Copy("embedder_note", 1, Map.of("dimensions", dimensions))), List.of());
                    }
                }
                """;
        return new PluginJar(
                        Map.of("Plugin-Id", "embedder", "Plugin-Version", "1.0.0"),
                        List.of("embedder.Embedder"),
                        Map.of("embedder.Embedder", generator))
                .bytes();
    }
}
