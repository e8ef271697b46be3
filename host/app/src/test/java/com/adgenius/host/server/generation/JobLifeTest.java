package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobLifeTest {

    private final GenerationWorld world = new GenerationWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private void install(Scripts.Work work) {
        world.install(
                "poet", "1.0.0", new ScriptedPlugin("poet", "1.0.0").with(CreativeGenerator.class, Scripts.text(work)));
    }

    @Test
    void aRequestBecomesReadyContentAndIsChargedOnce() {
        install((request, _) -> Scripts.copy(request, "frog"));
        GenerationWorkers node = world.node("a");

        Creative asked = world.ask(node, input("text", "An old pond", List.of("haiku"), 2));
        Creative ready = world.await(asked.id(), CreativeStatus.READY);
        world.awaitSettled(node, asked.id());

        assertThat(asked.status()).isEqualTo(CreativeStatus.QUEUED);
        assertThat(ready.result().orElseThrow().assets())
                .containsExactly(
                        new CreativeAsset.Copy("haiku", 1, Map.of("lines", List.of("frog 1"))),
                        new CreativeAsset.Copy("haiku", 2, Map.of("lines", List.of("frog 2"))));
        assertThat(ready.result().orElseThrow().engineeredPrompt()).isEqualTo("Write about An old pond");
        assertThat(ready.generatorVersion()).contains("1.0.0");
        assertThat(ready.tags()).containsExactly("frog");
        assertThat(world.awaitEvents(events -> events.size() >= 4))
                .extracting(StoredEvent::type)
                .containsExactly("creative.queued", "creative.running", "creative.progress", "creative.generated");
        assertThat(world.usage())
                .singleElement()
                .satisfies(usage -> assertThat(usage).containsEntry("state", "committed"));
        assertThat(world.document(asked.id())).doesNotContainKey("open").containsEntry("outbox", List.of());
    }

    @Test
    void whatAPluginSaysWhenItFailsReachesTheCreative() {
        install((_, _) -> {
            throw new PluginException(FailureCode.BLOCKED, "The model refused: ask for something else");
        });
        GenerationWorkers node = world.node("a");

        Creative asked = world.ask(node, input("text", "Something bad", List.of("haiku"), 1));
        Creative failed = world.await(asked.id(), CreativeStatus.FAILED);
        world.awaitSettled(node, asked.id());

        assertThat(failed.problem().orElseThrow())
                .extracting("code", "detail", "retriable")
                .containsExactly("blocked", "The model refused: ask for something else", false);
        assertThat(world.usage())
                .singleElement()
                .satisfies(usage -> assertThat(usage).containsEntry("state", "refunded"));
    }

    @Test
    void aCancelledCreativeStopsItsGeneratorAndCostsNothing() {
        CountDownLatch interrupted = new CountDownLatch(1);
        install((_, context) -> {
            context.progress("Waiting", 0.5);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            throw new IllegalStateException("The wait ended by itself");
        });
        GenerationWorkers node = world.node("a");
        Creative asked = world.ask(node, input("text", "A long one", List.of("haiku"), 1));
        world.awaitEvents(
                events -> events.stream().anyMatch(event -> event.type().equals("creative.progress")));

        Creative cancelled = world.inScope(() -> world.creatives(node).cancel(asked.id(), GenerationWorld.USER));
        world.awaitSettled(node, asked.id());

        assertThat(cancelled.status()).isEqualTo(CreativeStatus.CANCELLED);
        assertThat(world.inScope(() -> interrupted.await(30, TimeUnit.SECONDS))).isTrue();
        assertThat(world.usage())
                .singleElement()
                .satisfies(usage -> assertThat(usage).containsEntry("state", "refunded"));
    }

    @Test
    void aQueuedCreativeWhosePluginWasSwitchedOffFailsAndCanBeRetried() {
        install((request, _) -> Scripts.copy(request, "frog"));
        GenerationWorkers idle = world.idleNode("idle");
        Creative asked = world.ask(idle, input("text", "Later", List.of("haiku"), 1));
        world.apply(
                "poet",
                Route.stable("1.0.0"),
                new Flags(true, true, Map.of(), Set.of(world.tenant().slug())));

        GenerationWorkers node = world.node("a");
        Creative failed = world.await(asked.id(), CreativeStatus.FAILED);
        world.awaitSettled(node, asked.id());
        world.apply("poet", Route.stable("1.0.0"), Flags.on());
        world.inScope(() -> world.creatives(node).retry(asked.id(), GenerationWorld.USER));
        Creative ready = world.await(asked.id(), CreativeStatus.READY);

        assertThat(failed.problem().orElseThrow().code()).isEqualTo("plugin_disabled");
        assertThat(failed.problem().orElseThrow().retriable()).isTrue();
        assertThat(ready.problem()).isEmpty();
    }
}
