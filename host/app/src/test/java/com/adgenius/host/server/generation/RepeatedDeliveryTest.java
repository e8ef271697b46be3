package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.bus.DomainEvent.CreativeRequested;
import com.adgenius.host.server.bus.Message;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.plugin.CreativeGenerator;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same job brought several times, as at least once means. */
class RepeatedDeliveryTest {

    private final GenerationWorld world = new GenerationWorld();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch opened = new CountDownLatch(1);

    @AfterEach
    void closeWorld() {
        opened.countDown();
        world.close();
    }

    @Test
    void aJobThatIsBroughtAgainWhileAWorkerIsAtItIsMadeOnceAndChargedOnce() {
        world.install(
                "poet",
                "1.0.0",
                new ScriptedPlugin("poet", "1.0.0").with(CreativeGenerator.class, Scripts.text((request, _) -> {
                    calls.incrementAndGet();
                    opened.await();
                    return Scripts.copy(request, "frog");
                })));
        GenerationWorkers node = world.node("a");
        world.node("b");
        Creative asked = world.ask(node, input("text", "Once", List.of("haiku"), 1));
        world.await(asked.id(), CreativeStatus.RUNNING);

        for (int copy = 0; copy < 5; copy++) {
            world.bus()
                    .publish(Message.ofTenant(
                            world.tenant().slug(),
                            "copy " + copy + " of " + asked.id(),
                            Instant.now(),
                            new CreativeRequested(asked.id(), "text", 1)));
        }
        Creative second = world.ask(node, input("text", "Later", List.of("haiku"), 1));
        world.await(second.id(), CreativeStatus.RUNNING);
        opened.countDown();
        world.await(asked.id(), CreativeStatus.READY);
        world.await(second.id(), CreativeStatus.READY);
        world.awaitSettled(node, asked.id());
        world.awaitSettled(node, second.id());

        assertThat(calls).hasValue(2);
        assertThat(world.usage())
                .hasSize(2)
                .allSatisfy(usage -> assertThat(usage).containsEntry("state", "committed"));
    }
}
