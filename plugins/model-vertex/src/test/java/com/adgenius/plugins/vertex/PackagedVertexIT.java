package com.adgenius.plugins.vertex;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.PackagedPlugin;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.plugin.testkit.UnloadReport;
import com.adgenius.plugins.vertex.fake.FakeVertex;
import com.adgenius.plugins.vertex.fake.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The jar by itself, in a class loader of its own, as a host has it. */
class PackagedVertexIT {

    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));
    private static final String ENDPOINTS = "adgenius.vertex.endpoints";

    private final FakeVertex fake = FakeVertex.start();

    @BeforeEach
    void allow() {
        System.setProperty(ENDPOINTS, fake.address().toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINTS);
        fake.close();
    }

    @Test
    void theJarIsWhatAHostTakesAndNoNettyIsInIt() throws Exception {
        assertThat(PackagedPlugin.violations(JAR)).isEmpty();
        try (JarFile file = new JarFile(JAR.toFile())) {
            assertThat(file.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.contains("netty") || name.contains("conscrypt"))
                    .noneMatch(name -> name.startsWith("org/pf4j/") || name.startsWith("com/adgenius/plugin/"));
        }
        assertThat(Files.size(JAR)).isLessThan(10_000_000);
    }

    @RepeatedTest(3)
    void theJarMakesAllKindsByItselfAndUnloadsWithoutALeak() throws Exception {
        PackagedPlugin plugin = PackagedPlugin.load(JAR);

        makeAll(plugin);

        UnloadReport report = plugin.unload(Duration.ofSeconds(20));
        assertThat(report.holders()).isEmpty();
        assertThat(report.collected()).isTrue();
        assertThat(report.cleaned()).isEmpty();
    }

    /** With a service account, so that the client's way to a token is walked in the jar too. */
    private void makeAll(PackagedPlugin plugin) throws Exception {
        fake.requireToken();
        try (TestTenant tenant = TestTenant.builder()
                .settings(
                        "model-vertex",
                        Map.of("project", "acme-ads", "endpoint", fake.address().toString()))
                .secrets("model-vertex", ServiceAccount.secret(fake.address(), Map.of()))
                .build()) {
            TenantContext context = tenant.context("model-vertex");
            plugin.inside(() -> {
                TextRequest text = new TextRequest(Briefs.of("bakery"), "Write.", "Bread", "", Map.of());
                fake.reply(Reply.error(503, "UNAVAILABLE", "Overloaded"));
                assertThat(plugin.extension(TextModel.class)
                                .generate(text, context)
                                .text())
                        .isEqualTo("Run further.");
                StringBuilder heard = new StringBuilder();
                plugin.extension(TextModel.class).stream(text, heard::append, context);
                assertThat(heard).hasToString("Run further.");
                ImageRequest picture = new ImageRequest(
                        Briefs.of("bakery"), "Bread", 1000, 1000, SafeArea.WHOLE, 1, List.of(), Map.of());
                assertThat(plugin.extension(ImageModel.class)
                                .generate(picture, context)
                                .image()
                                .size())
                        .isPositive();
                assertThat(plugin.extension(EmbeddingModel.class)
                                .embed(EmbeddingRequest.ofTexts(List.of("bread"), EmbeddingPurpose.DOCUMENT), context)
                                .vectors()
                                .getFirst())
                        .hasSize(1408);
                VideoRequest video = new VideoRequest(
                        Briefs.of("bakery"),
                        "Bread",
                        1920,
                        1080,
                        Duration.ofSeconds(6),
                        SafeArea.WHOLE,
                        1,
                        List.of(),
                        Map.of());
                String handle = plugin.extension(VideoModel.class).start(video, context);
                assertThat(plugin.extension(VideoModel.class).poll(handle, context))
                        .isInstanceOf(VideoStatus.Succeeded.class);
                return plugin;
            });
            assertThat(fake.tokens()).isEqualTo(1);
        }
    }
}
