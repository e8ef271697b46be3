package com.adgenius.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.PackagedPlugin;
import com.adgenius.plugin.testkit.TestTenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackagedTextIT {

    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));

    @Test
    void theJarIsWhatAHostTakes() throws Exception {
        assertThat(PackagedPlugin.violations(JAR)).isEmpty();
    }

    @Test
    void theJarWritesCopyByItselfAndUnloads() throws Exception {
        PackagedPlugin plugin = PackagedPlugin.load(JAR);

        write(plugin);

        assertThat(plugin.unloads(Duration.ofSeconds(20))).isTrue();
    }

    private static void write(PackagedPlugin plugin) throws Exception {
        try (TestTenant tenant =
                TestTenant.builder().textModel(new SchemaWriter()).build()) {
            GenerationRequest request = new GenerationRequest(
                    "creative-1", Briefs.of("bakery"), List.of("google_rsa"), 1, List.of(), Map.of());
            GenerationResult result = plugin.inside(() -> plugin.extension(CreativeGenerator.class)
                    .generate(request, tenant.generation("text", request.id())));
            assertThat(result.assets()).hasSize(1);
        }
    }
}
