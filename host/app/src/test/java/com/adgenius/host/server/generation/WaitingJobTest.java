package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.plugin.CreativeGenerator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job whose generator is switched on and not loaded; the patience is two seconds here. */
class WaitingJobTest {

    private final GenerationWorld world = new GenerationWorld();
    private Creative asked;

    @BeforeEach
    void askWhileTheGeneratorIsThere() {
        world.install(
                "poet",
                "1.0.0",
                new ScriptedPlugin("poet", "1.0.0")
                        .with(CreativeGenerator.class, Scripts.text((request, _) -> Scripts.copy(request, "frog"))));
        asked = world.ask(world.idleNode("idle"), input("text", "Patience", List.of("haiku"), 1));
        world.apply("poet", Route.nowhere(), Flags.on());
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void itGoesBackToTheQueueUntilTheGeneratorIsLoaded() {
        world.node("a");
        await().atMost(GenerationWorld.LIMIT)
                .until(() -> world.document(asked.id()).containsKey("waiting_since"));

        world.apply("poet", Route.stable("1.0.0"), Flags.on());

        assertThat(world.await(asked.id(), CreativeStatus.READY).problem()).isEmpty();
        assertThat(world.document(asked.id())).containsEntry("attempts", 1);
    }

    @Test
    void itFailsWhenItHasWaitedForLongEnoughAndCostsNothing() {
        GenerationWorkers node = world.node("a");

        Creative failed = world.await(asked.id(), CreativeStatus.FAILED);
        world.awaitSettled(node, asked.id());

        assertThat(failed.problem().orElseThrow().code()).isEqualTo("plugin_unavailable");
        assertThat(world.usage())
                .singleElement()
                .satisfies(usage -> assertThat(usage).containsEntry("state", "refunded"));
    }
}
