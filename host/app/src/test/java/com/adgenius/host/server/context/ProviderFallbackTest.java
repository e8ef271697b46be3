package com.adgenius.host.server.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.PluginWorld;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.app.testing.SetClock;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.provider.CircuitSettings;
import com.adgenius.host.server.provider.Circuits;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.host.server.provider.ProviderOrder;
import com.adgenius.host.server.provider.ProviderSetups;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.EmbeddingModel;
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
import java.util.ArrayList;
import java.util.EnumSet;
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
import org.junit.jupiter.api.Test;

/** Whom a call's questions to models go to, in a real plugin runtime: two providers, each of which does what it is told. */
class ProviderFallbackTest {

    private static final int FAILURES = 3;
    private static final Flags OFF = new Flags(false, true, Map.of(), Set.of());
    private static final Brief BRIEF = new Brief("Frogs", "", List.of(), "", "", Locale.ENGLISH, PluginWorld.BRAND);
    private static final TextRequest QUESTION = new TextRequest(BRIEF, "", "Frogs", "", Map.of());
    private static final VideoRequest FILM =
            new VideoRequest(BRIEF, "Frogs", 640, 360, Duration.ofSeconds(5), SafeArea.WHOLE, 1, List.of(), Map.of());

    private final PluginWorld world =
            new PluginWorld(Entry.MODEL_TEXT.withDeadline(Duration.ofSeconds(20)), quick(Entry.MODEL_VIDEO));
    private final SetClock clock = new SetClock();
    private final Circuits circuits = new Circuits(
            new CircuitSettings(
                    FAILURES,
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    100,
                    Duration.ofHours(1)),
            clock);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, PluginException> failing = new ConcurrentHashMap<>();
    private final Job job = new Job();
    private ProviderOrder order = ProviderOrder.NONE;
    private ProviderSetups setups = ProviderSetups.NONE;
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

    private void install(String id, String version) {
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

    private static ModelUsage usage(String id) {
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

    /** What a generation used, and its videos, in this test's memory. */
    private static final class Job implements GenerationJob, VideoJournal {

        private final List<ModelUse> uses = new ArrayList<>();
        private final List<String> journal = new ArrayList<>();
        private final Map<String, Operation> operations = new ConcurrentHashMap<>();

        @Override
        public String creativeId() {
            return "creative";
        }

        @Override
        public void progress(String stage, double fraction) {}

        @Override
        public Optional<String> checkpoint() {
            return Optional.empty();
        }

        @Override
        public void saveCheckpoint(String text) {}

        @Override
        public void used(ModelUse use) {
            uses.add(use);
        }

        @Override
        public void used(String operationKey, ModelUse use) {
            uses.add(use);
        }

        @Override
        public VideoJournal videos() {
            return this;
        }

        @Override
        public Optional<Operation> find(String key) {
            return Optional.ofNullable(operations.get(key));
        }

        @Override
        public void starting(String key, String provider, boolean afterFallback) {
            journal.add("starting at " + provider);
            operations.put(key, new Operation(key, provider, Optional.empty(), afterFallback));
        }

        @Override
        public void started(String key, String handle) {
            journal.add("started " + handle);
            Operation before = operations.get(key);
            operations.put(key, new Operation(key, before.provider(), Optional.of(handle), before.afterFallback()));
        }

        @Override
        public void forget(String key) {
            journal.add("forgotten");
            operations.remove(key);
        }
    }

    @FunctionalInterface
    private interface Question<R> {

        R ask(Models models) throws Exception;
    }

    /** Asks in a job of its own. */
    private <R> R inJob(Question<R> question) {
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

    private String answer() {
        return inJob(models -> models.text(QUESTION)).text();
    }

    private PluginException failure(Question<?> question) {
        return inJob(models -> {
            try {
                throw new AssertionError("Answered " + question.ask(models));
            } catch (PluginException e) {
                return e;
            }
        });
    }

    private PluginException failure() {
        return failure(models -> models.text(QUESTION));
    }

    private void fails(String id, FailureCode code) {
        failing.put(id, new PluginException(code, id + " cannot"));
    }

    private void order(String... ids) {
        order = new ProviderOrder(
                Map.of(
                        ModelKind.TEXT, List.of(ids),
                        ModelKind.VIDEO, List.of(ids),
                        ModelKind.EMBEDDING, List.of(ids)),
                1);
    }

    @Test
    void theOrderSaysWhoIsAskedAndAChangeOfItHoldsForTheNextJob() {
        assertThat(answer()).isEqualTo("ant");
        order("bee");
        assertThat(answer()).isEqualTo("bee");

        List<String> inOneJob = inJob(models -> {
            String before = models.text(QUESTION).text();
            order("ant");
            return List.of(before, models.text(QUESTION).text());
        });

        assertThat(inOneJob).containsExactly("bee", "bee");
        assertThat(answer()).isEqualTo("ant");
    }

    @Test
    void oneThatIsSwitchedOffOrNotSetUpIsPassedOver() {
        world.apply("ant", Route.stable("1.0.0"), OFF);
        assertThat(answer()).isEqualTo("bee");
        assertThat(job.uses.getLast().afterFallback()).isFalse();

        world.apply("ant", Route.stable("1.0.0"), Flags.on());
        setups = () -> (instance, _) ->
                new ProviderSetups.Setup(instance.pluginId().equals("ant") ? List.of("base_url") : List.of(), 0);
        assertThat(answer()).isEqualTo("bee");
        assertThat(job.uses.getLast().afterFallback()).isFalse();

        setups = () -> (_, _) -> new ProviderSetups.Setup(List.of("base_url"), 0);
        PluginException none = failure();
        assertThat(none.code()).isEqualTo(FailureCode.NO_PROVIDER);
        assertThat(none.getMessage()).contains("\"ant\" lacks the settings base_url", "\"bee\" lacks");
        assertThat(asked).containsExactly("bee", "bee");
    }

    @Test
    void theNextIsAskedAfterWhatIsRetriableAndSurelyHadNoEffect() {
        Set<FailureCode> passed =
                EnumSet.of(FailureCode.QUOTA_EXCEEDED, FailureCode.UNAVAILABLE, FailureCode.NO_PROVIDER);
        long revision = 0;
        for (FailureCode code : FailureCode.values()) {
            long number = ++revision;
            asked.clear();
            job.uses.clear();
            // Settings of its own: what failed before must not count.
            setups = () -> (_, _) -> new ProviderSetups.Setup(List.of(), number);
            fails("ant", code);

            if (passed.contains(code)) {
                assertThat(answer()).as(code.value()).isEqualTo("bee");
                assertThat(job.uses)
                        .containsExactly(new ModelUse("bee", "1.0.0", true, usage("bee"), Optional.empty()));
            } else {
                PluginException failure = failure();
                assertThat(failure.code()).isEqualTo(code);
                assertThat(failure.getMessage()).isEqualTo("ant cannot");
                assertThat(asked).as(code.value()).containsExactly("ant");
                assertThat(job.uses).isEmpty();
            }
        }
    }

    @Test
    void theLastFailureNamesAllWhoWereAskedAndWhatEachSaid() {
        fails("ant", FailureCode.QUOTA_EXCEEDED);
        fails("bee", FailureCode.NO_PROVIDER);
        PluginException failure = failure();
        assertThat(failure.code()).as("says more than that bee is not set up").isEqualTo(FailureCode.QUOTA_EXCEEDED);
        assertThat(failure.getMessage())
                .contains("\"ant\": quota_exceeded: ant cannot", "\"bee\": no_provider: bee cannot");

        fails("bee", FailureCode.BLOCKED);
        failure = failure();
        assertThat(failure.code()).isEqualTo(FailureCode.BLOCKED);
        assertThat(failure.getMessage())
                .contains("\"ant\": quota_exceeded: ant cannot", "\"bee\": blocked: bee cannot");
    }

    @Test
    void anAnswerOfWhichPiecesWereGivenAwayIsNotBegunAgain() {
        fails("ant", FailureCode.UNAVAILABLE);
        List<String> pieces = new CopyOnWriteArrayList<>();
        assertThat(inJob(models -> models.streamText(QUESTION, pieces::add)).text())
                .isEqualTo("bee");
        assertThat(pieces).containsExactly("bee");
        pieces.clear();

        TextRequest begun = new TextRequest(BRIEF, "Begin at once", "Frogs", "", Map.of());
        PluginException failure = failure(models -> models.streamText(begun, pieces::add));

        assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(pieces).containsExactly("ant begins; ");
        assertThat(asked).containsExactly("ant", "bee", "ant");
    }

    @Test
    void embeddingsComeFromTheFirstOrFromNobody() {
        order("bee");
        assertThat(inJob(models -> models.embed(List.of("frog"))).usage().model())
                .isEqualTo("model of bee");
        fails("bee", FailureCode.UNAVAILABLE);

        assertThat(failure(models -> models.embed(List.of("frog"))).code()).isEqualTo(FailureCode.UNAVAILABLE);

        assertThat(asked).containsOnly("bee");
    }

    @Test
    void aVideoThatSurelyDidNotStartIsStartedElsewhereAndPolledThere() {
        fails("ant", FailureCode.QUOTA_EXCEEDED);

        VideoStatus status = inJob(models -> models.video("clip", FILM).poll());

        assertThat(status).isInstanceOf(VideoStatus.Running.class);
        assertThat(asked).containsExactly("ant", "bee", "bee");
        assertThat(job.journal).containsExactly("starting at ant", "forgotten", "starting at bee", "started v1:bee");
        assertThat(job.operations.get("clip").afterFallback()).isTrue();
    }

    @Test
    void aVideoThatMayHaveStartedIsNotStartedElsewhere() {
        VideoRequest hanging = new VideoRequest(
                BRIEF, "Frogs", 640, 360, Duration.ofSeconds(5), SafeArea.WHOLE, 2, List.of(), Map.of());

        PluginException failure = failure(models -> models.video("clip", hanging));

        assertThat(failure.code()).isEqualTo(FailureCode.UNKNOWN_OUTCOME);
        assertThat(asked).containsExactly("ant");
        assertThat(job.journal).containsExactly("starting at ant");
    }

    @Test
    void oneThatFailsAgainAndAgainIsLeftAloneUntilItsPauseIsOver() {
        fails("ant", FailureCode.UNAVAILABLE);
        for (int i = 0; i < FAILURES + 2; i++) {
            assertThat(answer()).isEqualTo("bee");
            assertThat(job.uses.getLast().afterFallback()).isTrue();
        }
        assertThat(asked.stream().filter("ant"::equals)).hasSize(FAILURES);

        failing.clear();
        assertThat(answer()).isEqualTo("bee");
        clock.advance(Duration.ofSeconds(13));
        assertThat(answer()).isEqualTo("ant");
        assertThat(job.uses.getLast().afterFallback()).isFalse();
    }

    @Test
    void credentialsThatAreRefusedAreNotTriedForEverAndOtherSettingsAreTriedAtOnce() {
        fails("ant", FailureCode.UNAUTHORIZED);
        for (int i = 0; i < FAILURES; i++) {
            assertThat(failure().code()).isEqualTo(FailureCode.UNAUTHORIZED);
        }
        assertThat(answer()).isEqualTo("bee");

        failing.clear();
        setups = () -> (_, _) -> new ProviderSetups.Setup(List.of(), 1);
        assertThat(answer()).isEqualTo("ant");
    }

    @Test
    void anotherVersionIsTriedAtOnce() {
        fails("ant", FailureCode.UNAVAILABLE);
        for (int i = 0; i < FAILURES + 1; i++) {
            answer();
        }
        failing.clear();
        assertThat(answer()).isEqualTo("bee");

        install("ant", "2.0.0");

        assertThat(answer()).isEqualTo("ant");
        assertThat(job.uses.getLast().version()).isEqualTo("2.0.0");
    }

    @Test
    void whoIsLeftAloneWithNobodyBesideSaysWhy() {
        world.apply("bee", Route.stable("1.0.0"), OFF);
        fails("ant", FailureCode.QUOTA_EXCEEDED);
        for (int i = 0; i < FAILURES; i++) {
            failure();
        }

        PluginException failure = failure();

        assertThat(failure.code()).isEqualTo(FailureCode.QUOTA_EXCEEDED);
        assertThat(failure.getMessage()).contains("left alone until 2026-11-24T12:00:", "ant cannot");
        assertThat(asked).hasSize(FAILURES);
    }
}
