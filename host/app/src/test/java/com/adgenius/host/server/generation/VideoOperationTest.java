package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VideoOperationTest {

    private final GenerationWorld world = new GenerationWorld();
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicBoolean done = new AtomicBoolean();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void anOperationGoesOnAfterItsNodeStoppedAndItsProviderWasSwapped() {
        installGenerator();
        installProvider("1.0.0", false);
        GenerationWorkers first = world.node("first");
        Creative asked = world.ask(first, input("video", "Snow", List.of("clip"), 1));
        world.awaitEvents(
                events -> events.stream().anyMatch(event -> event.type().equals("creative.progress")));

        first.close();
        installProvider("2.0.0", false);
        done.set(true);
        GenerationWorkers second = world.node("second");
        Creative ready = world.await(asked.id(), CreativeStatus.READY);
        world.awaitSettled(second, asked.id());

        assertThat(starts).hasValue(1);
        assertThat(ready.result().orElseThrow().assets()).hasSize(1);
        assertThat(world.document(asked.id()).getInteger("attempts")).isEqualTo(1);
    }

    @Test
    void whereTheAnswerToTheStartIsLostNothingIsStartedAgain() {
        installGenerator();
        installProvider("1.0.0", true);
        GenerationWorkers node = world.node("a");

        Creative asked = world.ask(node, input("video", "Snow", List.of("clip"), 1));
        Creative failed = world.await(asked.id(), CreativeStatus.FAILED);

        assertThat(failed.problem().orElseThrow().code()).isEqualTo("unknown_outcome");
        assertThat(starts).hasValue(1);
    }

    private void installGenerator() {
        world.install(
                "filmer",
                "1.0.0",
                new ScriptedPlugin("filmer", "1.0.0")
                        .with(
                                CreativeGenerator.class,
                                Scripts.generator(CreativeKind.VIDEO, List.of("clip"), VideoOperationTest::film)));
    }

    private static GenerationResult film(GenerationRequest request, GenerationContext context)
            throws PluginException, InterruptedException {
        Models.VideoOperation operation = context.models()
                .video(
                        "clip-1",
                        new VideoRequest(
                                request.brief(),
                                "Show it",
                                640,
                                360,
                                Duration.ofSeconds(5),
                                SafeArea.WHOLE,
                                1,
                                List.of(),
                                Map.of()));
        while (true) {
            switch (operation.poll()) {
                case VideoStatus.Running(double fraction, Duration _) -> {
                    context.progress("Filming", fraction);
                    new CountDownLatch(1).await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
                }
                case VideoStatus.Succeeded(Blob video, String description, ModelUsage usage) -> {
                    return new GenerationResult(
                            "Show it",
                            usage.model(),
                            List.of(new Asset.Video("clip", 1, video, 640, 360, Duration.ofSeconds(5), description)),
                            List.of());
                }
                case VideoStatus.Failed(FailureCode code, String message) -> throw new PluginException(code, message);
            }
        }
    }

    private void installProvider(String version, boolean answersAreLost) {
        world.install("camera", version, new ScriptedPlugin("camera", version).with(VideoModel.class, new VideoModel() {
                    @Override
                    public String start(VideoRequest request, TenantContext context) {
                        starts.incrementAndGet();
                        if (answersAreLost) {
                            throw new IllegalStateException("The connection broke after the request was sent");
                        }
                        return "v1:reel";
                    }

                    @Override
                    public VideoStatus poll(String handle, TenantContext context) throws PluginException {
                        if (!done.get()) {
                            return new VideoStatus.Running(0.5, Duration.ofMillis(20));
                        }
                        try {
                            Blob video = context.blobs().write("video/mp4", output -> output.write(new byte[] {1, 2}));
                            return new VideoStatus.Succeeded(
                                    video, handle, new ModelUsage("camera", Map.of("seconds", 5L)));
                        } catch (IOException e) {
                            throw new PluginException(FailureCode.INTERNAL, "Not stored", e);
                        }
                    }

                    @Override
                    public void cancel(String handle, TenantContext context) {}
                }));
    }
}
