package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.bus.DeadLetter;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.plugin.CreativeGenerator;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job that its workers die of. */
class PoisonJobTest {

    private final GenerationWorld world = new GenerationWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void itFailsWithAProblemAndIsADeadLetterThatRunsItAgainWhenReplayed() {
        world.install(
                "poet",
                "1.0.0",
                new ScriptedPlugin("poet", "1.0.0")
                        .with(CreativeGenerator.class, Scripts.text((request, _) -> Scripts.copy(request, "frog"))));
        Creative asked = world.ask(world.idleNode("idle"), input("text", "Poison", List.of("haiku"), 1));
        diedThreeTimes(asked.id());

        GenerationWorkers node = world.node("a");
        Creative failed = world.await(asked.id(), CreativeStatus.FAILED);

        assertThat(failed.problem().orElseThrow().code()).isEqualTo("job_died");
        DeadLetter letter = await().atMost(GenerationWorld.LIMIT)
                .until(() -> letter(asked.id()), Optional::isPresent)
                .orElseThrow();
        assertThat(letter.code()).isEqualTo("job_died");
        assertThat(letter.detail()).contains("3 workers ended");
        assertThat(letter.subscription()).isEqualTo("work.text");

        world.awaitSettled(node, asked.id());
        world.bus().replay(letter);
        Creative ready = world.await(asked.id(), CreativeStatus.READY);

        assertThat(ready.result().orElseThrow().model()).isEqualTo("model-of-frog");
    }

    /** As the document is when three workers were killed. */
    private void diedThreeTimes(String id) {
        world.inScope(() -> Await.one(world.database
                .collection("creatives")
                .updateOne(
                        Filters.eq("_id", id),
                        Updates.combine(Updates.set("status", "running"), Updates.set("attempts", 3)))));
    }

    private Optional<DeadLetter> letter(String id) {
        return world.deadLetters.page(new PageRequest(1, 100, "")).stream()
                .filter(letter -> letter.body().contains(id))
                .findFirst();
    }
}
