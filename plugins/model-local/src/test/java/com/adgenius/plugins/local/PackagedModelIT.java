package com.adgenius.plugins.local;

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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first use of Java2D in this JVM is the plugin's: what Java2D keeps for ever must not be the plugin. */
class PackagedModelIT {

    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));

    @Test
    void theJarIsWhatAHostTakesAndCarriesItsLicences() throws Exception {
        assertThat(PackagedPlugin.violations(JAR)).isEmpty();
        try (JarFile file = new JarFile(JAR.toFile())) {
            assertThat(file.stream().map(entry -> entry.getName()))
                    .contains(
                            "com/adgenius/plugins/local/fonts/NotoSansJP-OFL.txt",
                            "com/adgenius/plugins/local/pictograms/Phosphor-LICENSE.txt",
                            "com/adgenius/plugins/local/embedding/Unicode-LICENSE.txt",
                            "com/adgenius/plugins/local/embedding/LICENCES.md")
                    .noneMatch(name -> name.startsWith("org/pf4j/") || name.startsWith("com/adgenius/plugin/"));
        }
        assertThat(Files.size(JAR)).isLessThan(10_000_000);
    }

    @Test
    void theJarMakesAllKindsByItselfLeavesNoFileAndUnloads() throws Exception {
        PackagedPlugin plugin = PackagedPlugin.load(JAR);

        makeAll(plugin);

        assertThat(plugin.unloads(Duration.ofSeconds(20))).isTrue();
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("+~JF"))
                    .noneMatch(name -> name.startsWith(
                            "adgenius-model-local-" + ProcessHandle.current().pid() + "-"));
        }
    }

    @Test
    void ffprobeAcceptsTheVideoAndItDecodesWithoutAWarning(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(installed(), "ffmpeg is not installed");
        LocalModelPlugin plugin = new LocalModelPlugin();
        plugin.start();
        Path file = folder.resolve("video.mp4");
        try (TestTenant tenant = TestTenant.builder().build()) {
            LocalVideoModel model = new LocalVideoModel(plugin);
            VideoStatus.Succeeded video = finish(model, tenant.context("model-local"), 640, 360);
            try (InputStream input = tenant.blobs().open(video.video())) {
                Files.copy(input, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            plugin.stop();
        }

        assertThat(output(
                                "ffprobe",
                                "-v",
                                "error",
                                "-count_frames",
                                "-show_entries",
                                "stream=codec_name,width,height,avg_frame_rate,color_space,nb_read_frames:format=duration",
                                "-of",
                                "default=nk=1:nw=1",
                                file.toString())
                        .lines())
                .containsExactly("h264", "640", "360", "bt709", "30/1", "60", "2.000000");
        assertThat(output("ffmpeg", "-v", "warning", "-i", file.toString(), "-f", "null", "-"))
                .isBlank();
    }

    private static void makeAll(PackagedPlugin plugin) throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            TenantContext context = tenant.context("model-local");
            plugin.inside(() -> {
                assertThat(plugin.extension(TextModel.class)
                                .generate(new TextRequest(Briefs.of("bakery"), "", "", "", Map.of()), context)
                                .text())
                        .isNotBlank();
                assertThat(plugin.extension(ImageModel.class)
                                .generate(
                                        new ImageRequest(
                                                Briefs.of("matcha-jp"),
                                                "",
                                                600,
                                                314,
                                                SafeArea.WHOLE,
                                                1,
                                                List.of(),
                                                Map.of()),
                                        context)
                                .image()
                                .size())
                        .isPositive();
                assertThat(plugin.extension(EmbeddingModel.class)
                                .embed(
                                        EmbeddingRequest.ofTexts(
                                                List.of("Brot", "pan", "パン", "bread"), EmbeddingPurpose.QUERY),
                                        context)
                                .vectors())
                        .hasSize(4);
                return finish(plugin.extension(VideoModel.class), context, 320, 180)
                        .video();
            });
        }
    }

    private static VideoStatus.Succeeded finish(VideoModel model, TenantContext context, int width, int height)
            throws Exception {
        String handle = model.start(
                new VideoRequest(
                        Briefs.of("running-shoe"),
                        "",
                        width,
                        height,
                        Duration.ofSeconds(2),
                        SafeArea.WHOLE,
                        1,
                        List.of(),
                        Map.of()),
                context);
        VideoStatus status = model.poll(handle, context);
        while (status instanceof VideoStatus.Running) {
            status = model.poll(handle, context);
        }
        return (VideoStatus.Succeeded) status;
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("ffprobe", "-version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
