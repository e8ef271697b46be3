package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.plugin.CreativeGenerator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeStopTest {

    private final GenerationWorld world = new GenerationWorld();
    private final CountDownLatch opened = new CountDownLatch(1);

    @AfterEach
    void closeWorld() {
        opened.countDown();
        world.close();
    }

    @Test
    void aJobInFlightGoesBackToTheQueueWithoutCountingAnAttempt() {
        world.install(
                "poet",
                "1.0.0",
                new ScriptedPlugin("poet", "1.0.0").with(CreativeGenerator.class, Scripts.text((request, _) -> {
                    opened.await();
                    return Scripts.copy(request, "frog");
                })));
        GenerationWorkers stopping = world.node("stopping");
        Creative asked = world.ask(stopping, input("text", "A long one", List.of("haiku"), 1));
        world.await(asked.id(), CreativeStatus.RUNNING);
        assertThat(world.document(asked.id())).containsEntry("attempts", 1);

        stopping.close();

        Document queued = world.document(asked.id());
        assertThat(queued).containsEntry("status", "queued").containsEntry("attempts", 0);
        assertThat(queued.get("lease", Document.class)).doesNotContainKey("until");
        assertThat(world.usage())
                .singleElement()
                .satisfies(usage -> assertThat(usage).containsEntry("state", "reserved"));
        opened.countDown();
        world.node("next");
        world.await(asked.id(), CreativeStatus.READY);
    }
}
