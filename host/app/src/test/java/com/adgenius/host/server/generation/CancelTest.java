package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.ImageModel;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
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
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A creative that is cancelled costs nothing and leaves nothing, wherever its work is. */
class CancelTest {

    private static final int ROUNDS = 30;
    private static final byte[] MORE_THAN_A_CHUNK = new byte[600_000];

    private final GenerationWorld world = new GenerationWorld();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch gaveUp = new CountDownLatch(1);
    private final Set<String> filming = ConcurrentHashMap.newKeySet();
    private final Remains remains = new Remains(world, filming);

    @AfterEach
    void closeWorld() {
        never.countDown();
        gaveUp.countDown();
        world.close();
    }

    /** Where the work is. */
    enum Moment {
        BEFORE_THE_FIRST_CALL,
        DURING_A_TEXT_CALL,
        DURING_A_PICTURE_CALL,
        WHILE_A_FILM_IS_STARTED,
        WHILE_A_FILM_IS_POLLED,
        WHILE_MEDIA_ARE_STORED,
        WHEN_THE_GENERATOR_TAKES_NO_NOTICE
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whatIsCancelledThereCostsNothingAndLeavesNothing(Moment moment) {
        install(moment);
        GenerationWorkers node = world.node("a");
        Creative asked = world.ask(node, input("text", "A long one", List.of("haiku"), 1));
        world.inScope(() -> reached.await(30, TimeUnit.SECONDS));

        Creative ended = cancel(node, asked.id());
        await().atMost(GenerationWorld.LIMIT).until(() -> givenUp(asked));
        gaveUp.countDown();
        world.awaitSettled(node, asked.id());

        assertThat(ended.status()).isEqualTo(CreativeStatus.CANCELLED);
        await().atMost(GenerationWorld.LIMIT)
                .untilAsserted(() -> assertThat(remains.of(asked.id())).isEmpty());
        assertThat(remains.told(asked.id())).containsExactly("creative.cancelled");
    }

    @Test
    void whatIsCancelledInTheQueueIsNeverBegun() {
        install(Moment.BEFORE_THE_FIRST_CALL);
        GenerationWorkers idle = world.idleNode("idle");
        Creative asked = world.ask(idle, input("text", "Never", List.of("haiku"), 1));

        cancel(idle, asked.id());
        GenerationWorkers node = world.node("a");
        world.awaitSettled(node, asked.id());

        assertThat(remains.of(asked.id())).isEmpty();
        assertThat(remains.told(asked.id())).containsExactly("creative.cancelled");
        assertThat(world.read(asked.id()).times().startedAt()).isEmpty();
        assertThat(reached.getCount()).isEqualTo(1);
    }

    @Test
    void aRaceOfCancellationAndReadinessEndsInOneOfBothAndSaysSo() {
        installQuick();
        GenerationWorkers node = world.node("a");
        for (int round = 0; round < ROUNDS; round++) {
            Creative asked = world.ask(node, input("text", "Now or never", List.of("haiku"), 1));
            // Each round a bit later, from the queue to after the end.
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(round);
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            boolean said = cancels(node, asked);
            CreativeStatus status = said ? CreativeStatus.CANCELLED : CreativeStatus.READY;
            world.awaitSettled(node, asked.id());

            assertThat(world.await(asked.id(), status).status()).isEqualTo(status);
            assertThat(remains.told(asked.id())).containsExactly(said ? "creative.cancelled" : "creative.generated");
            assertThat(remains.charges(asked.id())).containsExactly(said ? "refunded" : "committed");
        }
    }

    @Test
    void aCancellationJustBeforeTheResultIsStoredWins() {
        Creative asked = cancelledWhileItIsStored(JobStore.Fence.TOKEN);

        assertThat(remains.of(asked.id())).isEmpty();
        assertThat(remains.told(asked.id())).containsExactly("creative.cancelled");
    }

    @Test
    void aResultThatWouldBeStoredAfterTheCancellationIsFound() {
        Creative asked =
                cancelledWhileItIsStored(claim -> and(eq("_id", claim.id()), eq("lease.token", claim.token())));

        assertThat(remains.of(asked.id())).contains("the creative is ready");
        assertThat(remains.told(asked.id())).containsExactly("creative.cancelled", "creative.generated");
    }

    /** Cancelled by the worker's second write: the generator is done, and its result about to be stored. */
    private Creative cancelledWhileItIsStored(JobStore.Fence fence) {
        installQuick();
        AtomicInteger writes = new AtomicInteger();
        AtomicReference<GenerationWorkers> front = new AtomicReference<>();
        GenerationWorkers node = world.node(GenerationWorld.settings("a"), claim -> {
            if (writes.incrementAndGet() == 2) {
                cancel(requireNonNull(front.get()), claim.id());
            }
            return fence.held(claim);
        });
        front.set(node);
        Creative asked = world.ask(node, input("text", "Too late", List.of("haiku"), 1));
        world.awaitSettled(node, asked.id());
        return asked;
    }

    private void installQuick() {
        world.install(
                "poet",
                "1.0.0",
                new ScriptedPlugin("poet", "1.0.0")
                        .with(CreativeGenerator.class, Scripts.text((request, _) -> Scripts.copy(request, "frog"))));
    }

    private boolean givenUp(Creative asked) {
        return !world.document(asked.id()).get("lease", Document.class).containsKey("until");
    }

    private boolean cancels(GenerationWorkers node, Creative asked) {
        try {
            cancel(node, asked.id());
            return true;
        } catch (ProblemException e) {
            assertThat(e).hasMessageContaining("is ready");
            return false;
        }
    }

    @Test
    void whatWouldBeLeftIsFound() {
        install(Moment.WHILE_A_FILM_IS_POLLED);
        GenerationWorkers node = world.node("a");
        Creative asked = world.ask(node, input("text", "Planted", List.of("haiku"), 1));
        world.inScope(() -> reached.await(30, TimeUnit.SECONDS));

        assertThat(remains.of(asked.id()))
                .contains(
                        "the creative is running",
                        "its charge is reserved",
                        "an operation is not ended: v1:reel",
                        "1 pieces of media are left")
                .anyMatch(left -> left.matches("\\d+ chunks are left"));
    }

    private Creative cancel(GenerationWorkers node, String id) {
        return world.inScope(() -> world.creatives(node).cancel(id, GenerationWorld.USER));
    }

    private void install(Moment moment) {
        world.install(
                "model",
                "1.0.0",
                new ScriptedPlugin("model", "1.0.0")
                        .with(TextModel.class, new Words())
                        .with(ImageModel.class, new Pictures())
                        .with(VideoModel.class, new Films(moment)));
        world.install(
                "maker",
                "1.0.0",
                new ScriptedPlugin("maker", "1.0.0")
                        .with(
                                CreativeGenerator.class,
                                Scripts.generator(CreativeKind.TEXT, List.of("haiku"), (request, context) -> {
                                    work(moment, request, context);
                                    return Scripts.copy(request, "frog");
                                })));
    }

    private void work(Moment moment, GenerationRequest request, GenerationContext context)
            throws PluginException, InterruptedException {
        switch (moment) {
            case BEFORE_THE_FIRST_CALL -> hold();
            case DURING_A_TEXT_CALL ->
                context.models().text(new TextRequest(request.brief(), "", "Write it", "", Map.of()));
            case DURING_A_PICTURE_CALL ->
                context.models()
                        .image(new ImageRequest(
                                request.brief(), "Show it", 64, 64, SafeArea.WHOLE, 1, List.of(), Map.of()));
            case WHILE_A_FILM_IS_STARTED, WHILE_A_FILM_IS_POLLED -> film(request, context);
            case WHILE_MEDIA_ARE_STORED -> {
                write(context, () -> {});
                write(context, this::hold);
            }
            case WHEN_THE_GENERATOR_TAKES_NO_NOTICE -> write(context, this::takeNoNotice);
        }
    }

    private static void film(GenerationRequest request, GenerationContext context)
            throws PluginException, InterruptedException {
        Models.VideoOperation operation = context.models()
                .video(
                        "haiku-1",
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
        while (operation.poll() instanceof VideoStatus.Running) {
            Thread.onSpinWait();
        }
    }

    private void hold() throws InterruptedException {
        reached.countDown();
        never.await();
    }

    /** Goes on until the host has given the call up. */
    private void takeNoNotice() {
        reached.countDown();
        boolean waiting = true;
        while (waiting) {
            try {
                gaveUp.await();
                waiting = false;
            } catch (InterruptedException _) {
                // No notice is taken.
            }
        }
    }

    private interface Pause {

        void pass() throws InterruptedException;
    }

    private static Blob write(TenantContext context, Pause pause) throws InterruptedException {
        try {
            return context.blobs().write("image/png", output -> {
                output.write(MORE_THAN_A_CHUNK);
                try {
                    pause.pass();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("Interrupted", e);
                }
            });
        } catch (IOException e) {
            throw new InterruptedException(e.getMessage());
        }
    }

    private final class Words implements TextModel {

        @Override
        public TextResponse generate(TextRequest request, TenantContext context) throws InterruptedException {
            hold();
            throw new IllegalStateException("The wait ended by itself");
        }
    }

    private final class Pictures implements ImageModel {

        @Override
        public ImageResponse generate(ImageRequest request, TenantContext context) throws InterruptedException {
            write(context, () -> {});
            hold();
            throw new IllegalStateException("The wait ended by itself");
        }
    }

    /** Films that last until they are cancelled. */
    private final class Films implements VideoModel {

        private final Moment moment;

        Films(Moment moment) {
            this.moment = moment;
        }

        @Override
        public String start(VideoRequest request, TenantContext context) {
            filming.add("v1:reel");
            if (moment == Moment.WHILE_A_FILM_IS_STARTED) {
                takeNoNotice();
            }
            return "v1:reel";
        }

        @Override
        public VideoStatus poll(String handle, TenantContext context) throws InterruptedException {
            if (reached.getCount() > 0) {
                write(context, () -> {});
                reached.countDown();
            }
            return new VideoStatus.Running(0.5, Duration.ofMillis(20));
        }

        @Override
        public void cancel(String handle, TenantContext context) {
            filming.remove(handle);
        }
    }
}
