package com.adgenius.plugins.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.PackagedPlugin;
import com.adgenius.plugin.testkit.TestTenant;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first use of Java's imaging in this JVM is the plugin's: what that keeps for ever must not be the plugin. */
class PackagedImageIT {

    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));

    @Test
    void theJarIsWhatAHostTakes() throws Exception {
        assertThat(PackagedPlugin.violations(JAR)).isEmpty();
    }

    @Test
    void theJarMakesAPictureByItselfAndUnloads() throws Exception {
        PackagedPlugin plugin = PackagedPlugin.load(JAR);

        makePicture(plugin);

        assertThat(plugin.unloads(Duration.ofSeconds(20))).isTrue();
    }

    private static void makePicture(PackagedPlugin plugin) throws Exception {
        PaintedModel stored = new PaintedModel(request -> {
            try (InputStream input = PackagedImageIT.class.getResourceAsStream("square.jpg")) {
                return input.readAllBytes();
            }
        });
        try (TestTenant tenant = TestTenant.builder().imageModel(stored).build()) {
            GenerationRequest request = new GenerationRequest(
                    "creative-1", Briefs.of("bakery"), List.of("pmax_1x1"), 1, List.of(), Map.of());
            GenerationResult result = plugin.inside(() -> plugin.extension(CreativeGenerator.class)
                    .generate(request, tenant.generation("image", request.id())));
            assertThat(result.assets()).hasSize(1);
        }
    }
}
