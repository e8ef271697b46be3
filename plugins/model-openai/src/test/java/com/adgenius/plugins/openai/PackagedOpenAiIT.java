package com.adgenius.plugins.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.testkit.PackagedPlugin;
import com.adgenius.plugin.testkit.UnloadReport;
import com.adgenius.plugins.openai.fake.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The jar as a host has it. */
class PackagedOpenAiIT {

    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"headline\":{\"type\":\"string\"}},"
            + "\"required\":[\"headline\"],\"additionalProperties\":false}";

    @Test
    void theJarIsWhatAHostTakes() throws Exception {
        assertThat(PackagedPlugin.violations(JAR)).isEmpty();
        assertThat(Files.size(JAR)).isLessThan(1_500_000);
        try (JarFile file = new JarFile(JAR.toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue("Plugin-Permissions"))
                    .isEqualTo("network:*");
            assertThat(file.stream().map(entry -> entry.getName()))
                    .contains("com/adgenius/plugins/openai/settings.json")
                    .noneMatch(name -> name.startsWith("org/pf4j/") || name.startsWith("com/adgenius/plugin/"));
        }
    }

    @Test
    void allExtensionsHaveOneSchemaOfSettings() throws Exception {
        PackagedPlugin plugin = PackagedPlugin.load(JAR);

        assertThat(List.of(
                        plugin.extension(TextModel.class).settingsSchema(),
                        plugin.extension(ImageModel.class).settingsSchema(),
                        plugin.extension(EmbeddingModel.class).settingsSchema()))
                .containsOnly(Json.resource("settings.json"));
        assertThat(plugin.unload(Duration.ofSeconds(20)).collected()).isTrue();
    }

    @Test
    void theJarServesAllKindsFailsTypedAndUnloadsWithoutALeak() throws Exception {
        PackagedPlugin plugin = PackagedPlugin.load(JAR);
        try (Setup setup = Setup.open()) {
            TenantContext context = setup.context();
            plugin.inside(() -> askAll(plugin, setup, context));
        }

        UnloadReport report = plugin.unload(Duration.ofSeconds(20));

        assertThat(report.holders()).isEmpty();
        assertThat(report.collected()).isTrue();
        assertThat(report.cleaned()).isEmpty();
    }

    private static int askAll(PackagedPlugin plugin, Setup setup, TenantContext context) throws Exception {
        TextModel text = plugin.extension(TextModel.class);
        assertThat(text.generate(Setup.request("You write ads.", "A shoe", SCHEMA), context)
                        .text())
                .isEqualTo("{\"headline\":\"idea-0\"}");
        assertThat(text.stream(Setup.plain(), _ -> {}, context).text()).isEqualTo("Run farther");
        assertThat(plugin.extension(ImageModel.class)
                        .generate(Setup.picture(600, 600), context)
                        .image()
                        .size())
                .isPositive();
        assertThat(plugin.extension(EmbeddingModel.class)
                        .embed(EmbeddingRequest.ofTexts(List.of("a", "b"), EmbeddingPurpose.DOCUMENT), context)
                        .vectors())
                .hasSize(2);
        setup.server.then(Reply.error(500, "", "broken"), Reply.chat("Run").sent(Reply.Manner.CUT));
        for (int i = 0; i < 2; i++) {
            Assertions.assertThatThrownBy(() -> text.generate(Setup.plain(), context))
                    .isInstanceOf(PluginException.class);
        }
        return setup.server.received().size();
    }
}
