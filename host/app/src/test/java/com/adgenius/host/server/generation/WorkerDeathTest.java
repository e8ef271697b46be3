package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.plugin.CreativeGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker whose heartbeat stops is taken for dead, though it goes on working. */
class WorkerDeathTest {

    private final GenerationWorld world = new GenerationWorld();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @AfterEach
    void closeWorld() {
        firstMayEnd.countDown();
        world.close();
    }

    @Test
    void whatItMadeIsDiscardedOnceAnotherHasTheJob() {
        Creative creative = runTwice(JobStore.Fence.TOKEN);

        assertThat(resultsOf(creative)).isEqualTo(1);
        assertThat(world.read(creative.id()).result().orElseThrow().model()).isEqualTo("model-of-second");
        assertThat(world.usage())
                .filteredOn(usage -> "committed".equals(usage.getString("state")))
                .hasSize(1);
    }

    @Test
    void withoutTheFencingTokenTheSameCheckFindsTwoResults() {
        Creative creative = runTwice(claim -> eq("_id", claim.id()));

        assertThat(resultsOf(creative)).isEqualTo(2);
    }

    /** The first call outlives its lease; another node makes the creative, and only then the first one ends. */
    private Creative runTwice(JobStore.Fence fence) {
        world.install(
                "poet",
                "1.0.0",
                new ScriptedPlugin("poet", "1.0.0").with(CreativeGenerator.class, Scripts.text((request, _) -> {
                    if (calls.incrementAndGet() == 1) {
                        firstMayEnd.await();
                        return Scripts.copy(request, "first");
                    }
                    return Scripts.copy(request, "second");
                })));
        GenerationSettings quick = GenerationWorld.settings("silent");
        GenerationWorkers silent = world.node(
                new GenerationSettings(
                        "silent",
                        quick.workers(),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        3,
                        quick.patience()),
                fence);
        Creative creative = world.ask(silent, input("text", "Twice", List.of("haiku"), 1));
        world.awaitEvents(
                events -> events.stream().anyMatch(event -> event.type().equals("creative.running")));
        GenerationWorkers other = world.node(GenerationWorld.settings("other"), fence);
        world.await(creative.id(), CreativeStatus.READY);
        world.awaitSettled(other, creative.id());
        firstMayEnd.countDown();
        silent.close();
        return creative;
    }

    private long resultsOf(Creative creative) {
        return world.document(creative.id()).getList("history", Document.class).stream()
                .filter(event -> event.getString("type").equals("creative.generated"))
                .count();
    }
}
