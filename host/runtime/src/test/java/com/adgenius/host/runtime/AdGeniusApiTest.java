package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime with the API that the product gives it, and with one that has nothing of it. */
class AdGeniusApiTest {

    private static final String GENERATOR = """
            package acme;

            import com.adgenius.plugin.*;
            import java.time.LocalDate;
            import java.util.*;
            import org.pf4j.Extension;

            @Extension
            public final class Haiku implements CreativeGenerator {

                public CreativeKind kind() { return CreativeKind.TEXT; }

                public List<Format> formats() {
                    return List.of(new Format("haiku", "Haiku", "poetry", new TreeMap<>(Map.of("lines", 3)),
                        "https://example.com", LocalDate.of(2026, 11, 22)));
                }

                public GenerationResult generate(GenerationRequest request, GenerationContext context) {
                    return new GenerationResult("asked", "none",
                        List.of(new Asset.Copy("haiku", 1, new LinkedHashMap<>(Map.of("lines", new ArrayList<>(List.of("a")))))),
                        List.of());
                }
            }
            """;

    @TempDir
    Path folder;

    /** What a host keeps of a generator. */
    record Generator(CreativeKind kind, List<Format> formats) {}

    @Test
    void aGeneratorIsAskedWhatItIsAndItsResultsLeave() throws Exception {
        PluginJar jar =
                PluginJar.of("haiku", "1.0.0").extension(GENERATOR).manifest("Plugin-Requires", ">=1.0.0 & <2.0.0");
        Path file = jar.write(folder);
        ArtifactId id = ArtifactInspection.of(file, PluginApi.adGenius())
                .descriptor()
                .orElseThrow()
                .id();
        RuntimeConfiguration configuration = RuntimeConfiguration.builder(
                        PluginApi.adGenius(), ignored -> file, folder.resolve("runtime"))
                .activationCheck((instance, extensions) -> {
                    CreativeGenerator generator =
                            extensions.of(CreativeGenerator.class).getFirst();
                    return new Generator(generator.kind(), generator.formats());
                })
                .build();
        try (PluginRuntime runtime = PluginRuntime.create(configuration)) {
            PlanOutcome outcome = runtime.apply(new PluginPlan(
                    "haiku", 1, Map.of("1.0.0", id.sha256()), Route.stable("1.0.0"), Flags.on(), Optional.empty()));
            TenantKey acme = runtime.tenant("acme");

            assertThat(outcome.refusals()).isEmpty();
            assertThat(runtime.providers(CreativeGenerator.class, acme)).containsExactly("haiku");
            Generator metadata = runtime.snapshot()
                    .instance("haiku", acme)
                    .orElseThrow()
                    .metadata(Generator.class)
                    .orElseThrow();
            assertThat(metadata.kind()).isEqualTo(CreativeKind.TEXT);
            assertThat(metadata.formats()).extracting(Format::id).containsExactly("haiku");
            List<Format> formats =
                    runtime.call("haiku", acme, CreativeGenerator.class, Entry.QUERY, CreativeGenerator::formats);
            assertThat(formats).isEqualTo(metadata.formats());
        }
    }

    @Test
    void anApiOfAnotherProductWorksWithoutOursInSight() throws Exception {
        PluginApi callable = new PluginApi(
                "4.1.1", Set.of(), List.of(Callable.class), getClass().getClassLoader());
        Path file = PluginJar.of("other", "1.0.0")
                .extension("package acme;\npublic class Task implements java.util.concurrent.Callable<String> {"
                        + " public String call() throws Exception { try { Class.forName(\"com.adgenius.plugin.Plugin\");"
                        + " return \"sees\"; } catch (ClassNotFoundException e) { return \"alone\"; } } }")
                .write(folder);
        RuntimeConfiguration configuration = RuntimeConfiguration.builder(
                        callable, ignored -> file, Files.createDirectory(folder.resolve("runtime")))
                .build();
        try (PluginRuntime runtime = PluginRuntime.create(configuration)) {
            runtime.apply(new PluginPlan(
                    "other", 1, Map.of("1.0.0", Sha256.of(file)), Route.stable("1.0.0"), Flags.on(), Optional.empty()));

            Object answer =
                    runtime.call("other", runtime.tenant("acme"), Callable.class, Entry.QUERY, task -> task.call());
            assertThat(answer).isEqualTo("alone");
        }
    }
}
