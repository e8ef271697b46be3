package com.adgenius.host.server.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.bus.DomainEvent.UsageRecorded;
import com.adgenius.host.server.bus.DomainEvent.Used;
import com.adgenius.host.server.bus.EventType;
import com.adgenius.host.server.bus.Subscription;
import com.adgenius.host.server.bus.Verdict;
import com.adgenius.host.server.context.ModelUse;
import com.adgenius.plugin.ModelUsage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was used outside of any reservation is told to whoever wants to know. */
class ChargeTellingTest {

    /** More than a sweep reads at once. */
    private static final int QUESTIONS = 105;

    private static final Map<String, Long> QUANTITIES = Map.of("characters", 12L);
    private static final List<ModelUse> USED =
            List.of(new ModelUse("ant", "1.0.0", false, new ModelUsage("words-1", QUANTITIES), Optional.empty()));

    private final GenerationWorld world = new GenerationWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void eachUseIsToldWithItsPurposeHoweverManyThereAre() {
        Queue<UsageRecorded> told = new ConcurrentLinkedQueue<>();
        GenerationWorkers node = world.idleNode("telling");
        Subscription<UsageRecorded> usage = Subscription.of("test.usage", EventType.USAGE_RECORDED);
        world.bus().declare(usage);
        world.bus().consume(usage, 1, (event, _) -> {
            told.add(event);
            return Verdict.done();
        });
        world.inScope(() -> {
            world.metering.countIndexing("search:c", "c", USED);
            for (int i = 0; i < QUESTIONS; i++) {
                world.metering.countQuestion("question:" + i, USED);
            }
            world.metering.countQuestion("question:7", USED);
            return told;
        });

        node.start(id -> world.creatives(node).replay(id));
        try {
            Awaitility.await()
                    .atMost(GenerationWorld.LIMIT)
                    .until(() -> told.stream().distinct().count() == QUESTIONS + 1);
        } finally {
            node.close();
        }
        List<Used> used = List.of(new Used("words-1", QUANTITIES));
        assertThat(told)
                .contains(
                        new UsageRecorded("search:c", Optional.of("c"), Optional.of("indexing"), used),
                        new UsageRecorded("question:7", Optional.empty(), Optional.of("question"), used));
        assertThat(world.usage())
                .hasSize(QUESTIONS + 1)
                .filteredOn(record -> "question".equals(record.getString("purpose")))
                .hasSize(QUESTIONS)
                .allSatisfy(record ->
                        assertThat(record).doesNotContainKey("creative_id").containsEntry("state", "committed"));
    }
}
