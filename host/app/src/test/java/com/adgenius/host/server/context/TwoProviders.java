package com.adgenius.host.server.context;

import com.adgenius.host.app.testing.PluginWorld;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.app.testing.SetClock;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.provider.CircuitSettings;
import com.adgenius.host.server.provider.Circuits;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.host.server.provider.ProviderOrder;
import com.adgenius.host.server.provider.ProviderSetups;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.EmbeddingInput;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.Models;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugin.VideoModel;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A generator in a real plugin runtime, and two providers, ant and bee, each of which does what it is told. */
abstract class TwoProviders {

    static final int FAILURES = 3;
    static final Flags OFF = new Flags(false, true, Map.of(), Set.of());
    static final Brief BRIEF = new Brief("Frogs", "", List.of(), "", "", Locale.ENGLISH, PluginWorld.BRAND);
    static final TextRequest QUESTION = new TextRequest(BRIEF, "", "Frogs", "", Map.of());
    static final VideoRequest FILM =
            new VideoRequest(BRIEF, "Frogs", 640, 360, Duration.ofSeconds(5), SafeArea.WHOLE, 1, List.of(), Map.of());

    final PluginWorld world =
            new PluginWorld(Entry.MODEL_TEXT.withDeadline(Duration.ofSeconds(20)), quick(Entry.MODEL_VIDEO));
    final SetClock clock = new SetClock();
    private final Circuits circuits = new Circuits(
            new CircuitSettings(
                    FAILURES,
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    100,
                    Duration.ofHours(1)),
            clock);
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Map<String, PluginException> failing = new ConcurrentHashMap<>();
    final JobInMemory job = new JobInMemory();
    private ProviderOrder order = ProviderOrder.NONE;
    ProviderSetups setups = ProviderSetups.NONE;
    private @Nullable TenantContexts contexts;

    private static Entry quick(Entry entry) {
        return entry.withDeadline(Duration.ofMillis(300));
    }

    @BeforeEach
    void install() {
        world.tenant(PluginWorld.unique());
        world.install(
                "asker",
                "1.0.0",
                new ScriptedPlugin("asker", "1.0.0")
                        .with(CreativeGenerator.class, Scripts.text((request, _) -> Scripts.copy(request, "frog"))));
        install("ant", "1.0.0");
        install("bee", "1.0.0");
        contexts = new TenantContexts(
                world.runtime,
                new ModelProviders(world.runtime, () -> order, () -> setups.now(), circuits),
                world.database,
                world.media,
                world.events,
                new TenantSettings() {
                    @Override
                    public Map<String, Object> settings(String pluginId) {
                        return Map.of();
                    }

                    @Override
                    public Optional<String> secret(String pluginId, String name) {
                        return Optional.empty();
                    }
                },
                () -> PluginWorld.BRAND,
                OutboundHosts.none(),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        contexts().close();
        world.close();
    }

    private TenantContexts contexts() {
        return Optional.ofNullable(contexts).orElseThrow();
    }

    void install(String id, String version) {
        world.install(
                id,
                version,
                new ScriptedPlugin(id, version)
                        .with(TextModel.class, new Writer(id))
                        .with(EmbeddingModel.class, (request, _) -> {
                            ask(id);
                            return new EmbeddingResponse(
                                    request.inputs().stream()
                                            .map(_ -> List.of(1f))
                                            .toList(),
                                    usage(id));
                        })
                        .with(VideoModel.class, new Camera(id)));
    }

    private void ask(String id) throws PluginException {
        asked.add(id);
        PluginException failure = failing.get(id);
        if (failure != null) {
            throw failure;
        }
    }

    static ModelUsage usage(String id) {
        return new ModelUsage("model of " + id, Map.of());
    }

    private final class Writer implements TextModel {

        private final String id;

        Writer(String id) {
            this.id = id;
        }

        @Override
        public TextResponse generate(TextRequest request, TenantContext context) throws PluginException {
            ask(id);
            return new TextResponse(id, usage(id));
        }

        @Override
        public TextResponse stream(TextRequest request, Sink sink, TenantContext context) throws PluginException {
            if (!request.instructions().isEmpty()) {
                sink.write(id + " begins; ");
            }
            TextResponse response = generate(request, context);
            sink.write(id);
            return response;
        }
    }

    private final class Camera implements VideoModel {

        private final String id;

        Camera(String id) {
            this.id = id;
        }

        @Override
        public String start(VideoRequest request, TenantContext context) throws PluginException, InterruptedException {
            ask(id);
            if (request.variant() > 1) {
                new CountDownLatch(1).await();
            }
            return "v1:" + id;
        }

        @Override
        public VideoStatus poll(String handle, TenantContext context) throws PluginException {
            ask(id);
            return new VideoStatus.Running(0.5, Duration.ofMillis(10));
        }

        @Override
        public void cancel(String handle, TenantContext context) {}
    }

    @FunctionalInterface
    interface Question<R> {

        R ask(Models models) throws Exception;
    }

    /** Asks in a job of its own. */
    <R> R inJob(Question<R> question) {
        return world.inScope(() -> {
            var instance = world.runtime
                    .snapshot()
                    .instance("asker", world.runtime.tenant(world.tenant().slug()))
                    .orElseThrow();
            try (BoundGeneration generation = contexts().forGeneration(instance, job)) {
                return question.ask(generation.models());
            }
        });
    }

    /** Asks that provider for a vector, as the host does for search; what came of it, in words. */
    String vector(String provider) {
        return world.inScope(() -> {
            try {
                return contexts()
                        .embeddings()
                        .embed(
                                provider,
                                List.of(new EmbeddingInput.Text("frog")),
                                EmbeddingPurpose.QUERY,
                                Duration.ofSeconds(20))
                        .vectors()
                        .toString();
            } catch (PluginException e) {
                return e.code().value() + ": " + e.getMessage();
            }
        });
    }

    String answer() {
        return inJob(models -> models.text(QUESTION)).text();
    }

    PluginException failure(Question<?> question) {
        return inJob(models -> {
            try {
                throw new AssertionError("Answered " + question.ask(models));
            } catch (PluginException e) {
                return e;
            }
        });
    }

    PluginException failure() {
        return failure(models -> models.text(QUESTION));
    }

    void fails(String id, FailureCode code) {
        failing.put(id, new PluginException(code, id + " cannot"));
    }

    void order(String... ids) {
        order = new ProviderOrder(
                Map.of(
                        ModelKind.TEXT, List.of(ids),
                        ModelKind.VIDEO, List.of(ids),
                        ModelKind.EMBEDDING, List.of(ids)),
                1);
    }
}
