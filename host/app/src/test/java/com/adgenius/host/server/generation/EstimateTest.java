package com.adgenius.host.server.generation;

import static com.adgenius.host.server.generation.GenerationWorld.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.creative.Creatives;
import com.adgenius.host.server.creative.Estimate;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Estimates from a generator's own history, in the order of the queue; a node here has four workers for copy. */
class EstimateTest {

    private static final int WORKERS = 4;

    private final GenerationWorld world = new GenerationWorld();
    private final CountDownLatch opened = new CountDownLatch(1);
    /** Estimates of all tenants are kept by generator, so each test has a generator of its own. */
    private final String poet = GenerationWorld.unique();

    @BeforeEach
    void install() {
        world.install(
                poet,
                "1.0.0",
                new ScriptedPlugin(poet, "1.0.0").with(CreativeGenerator.class, Scripts.text((request, context) -> {
                    context.progress("Writing", 0.9);
                    opened.await();
                    return Scripts.copy(request, "frog");
                })));
    }

    @AfterEach
    void closeWorld() {
        opened.countDown();
        world.close();
    }

    private Creative ask(GenerationWorkers node, Tenant tenant) {
        return asked(node, tenant).creative();
    }

    private Creatives.Asked asked(GenerationWorkers node, Tenant tenant) {
        return GenerationWorld.inScope(
                tenant,
                () -> world.creatives(node)
                        .ask(input("text", "An old pond", List.of("haiku"), 1), GenerationWorld.USER));
    }

    /** Creatives of the tenant that took 1, 2, … seconds. */
    private void plantHistory(Tenant tenant, int count) {
        Instant begin = Instant.parse("2026-11-01T00:00:00Z");
        List<Document> made = IntStream.rangeClosed(1, count)
                .mapToObj(seconds -> new Document("_id", "made " + seconds)
                        .append("generator", poet)
                        .append("creative_type", CreativeKind.TEXT.value())
                        .append("status", "ready")
                        .append("started_at", Date.from(begin))
                        .append("finished_at", Date.from(begin.plusSeconds(seconds))))
                .toList();
        GenerationWorld.inScope(
                tenant, () -> Await.one(world.database.collection("creatives").insertMany(made)));
    }

    @Test
    void nothingIsInventedWithoutAHistory() {
        GenerationWorkers idle = world.idleNode("idle");

        ask(idle, world.tenant());
        Estimate estimate = asked(idle, world.tenant()).estimate();

        assertThat(estimate)
                .isEqualTo(new Estimate(OptionalInt.of(1), Optional.empty(), Optional.empty(), Optional.empty(), 0));
    }

    @Test
    void theWaitCountsTheJobsAheadAndTheWorkersOfAllNodes() {
        plantHistory(world.tenant(), 10);
        GenerationWorkers node = world.node("a");
        assertThat(asked(node, world.tenant()).estimate())
                .isEqualTo(new Estimate(
                        OptionalInt.of(0), Optional.of(5.0), Optional.of(9.0), Optional.of(Estimate.Basis.TENANT), 10));
        List<Creative> running = new ArrayList<>(IntStream.range(1, WORKERS)
                .mapToObj(_ -> ask(node, world.tenant()))
                .toList());
        running.forEach(job -> world.await(job.id(), CreativeStatus.RUNNING));
        Creative next = ask(node, world.tenant());
        Creative last = ask(node, world.tenant());

        // One of four ends each 5 s / 4, and it takes the second of those.
        assertThat(estimate(node, last))
                .returns(OptionalInt.of(1), Estimate::jobsAhead)
                .returns(Optional.of(5 + 2 * 5.0 / WORKERS), Estimate::secondsP50)
                .returns(Optional.of(9 + 2 * 9.0 / WORKERS), Estimate::secondsP90);

        Tenant other = world.tenant(GenerationWorld.unique());
        GenerationWorkers idle = world.idleNode("idle");
        IntStream.range(0, 5).forEach(_ -> ask(idle, other));
        // Tenants take turns: before this tenant's second, the other has had two.
        await().atMost(GenerationWorld.LIMIT)
                .untilAsserted(
                        () -> assertThat(estimate(node, last).jobsAhead()).hasValue(3));
        assertThat(estimate(node, next).jobsAhead()).hasValue(1);
    }

    private Estimate estimate(GenerationWorkers node, Creative creative) {
        return world.inScope(() -> node.estimate(world.read(creative.id())));
    }

    @Test
    void aTenantWithoutAHistoryHasThatOfAll() {
        opened.countDown();
        GenerationWorkers node = world.node("a");
        Tenant first = world.tenant(GenerationWorld.unique());
        for (int made = 0; made < Durations.ENOUGH; made++) {
            Creative asked = ask(node, first);
            world.awaitEvents(
                    first,
                    events -> events.stream()
                            .anyMatch(event -> event.type().equals("creative.generated")
                                    && asked.id().equals(event.data().get("id"))));
        }

        assertThat(asked(node, world.tenant()).estimate())
                .returns(Optional.of(Estimate.Basis.PLATFORM), Estimate::basis)
                .returns(Durations.ENOUGH, Estimate::samples)
                .matches(estimate -> estimate.secondsP50().isPresent());
        assertThat(asked(node, first).estimate().basis()).contains(Estimate.Basis.TENANT);
    }

    @Test
    void theEventsTellHowItComesNearerAndNeverThatItIsFurther() {
        plantHistory(world.tenant(), 1_000);
        GenerationWorkers node = world.node("a");
        List<Creative> before = IntStream.range(0, WORKERS + 1)
                .mapToObj(_ -> ask(node, world.tenant()))
                .toList();
        before.subList(0, WORKERS).forEach(job -> world.await(job.id(), CreativeStatus.RUNNING));
        Creative last = ask(node, world.tenant());

        world.inScope(() -> world.creatives(node).cancel(before.getLast().id(), GenerationWorld.USER));
        List<StoredEvent> nearer = about(last, 2);
        opened.countDown();
        world.await(last.id(), CreativeStatus.READY);
        world.awaitSettled(node, last.id());
        List<StoredEvent> all = about(last, 5);

        assertThat(nearer).extracting(event -> event.data().get("jobs_ahead")).containsExactly(number(1), number(0));
        assertThat(seconds(nearer.getLast())).isLessThan(seconds(nearer.getFirst()));
        assertThat(all)
                .extracting(event -> event.data().get("stage"))
                .containsExactly("queued", "queued", "running", "Writing", "storing", "ready");
        assertThat(all)
                .extracting(event -> ((BigDecimal) event.data().get("fraction")).doubleValue())
                .isSorted()
                .endsWith(0.9, 0.99, 1.0);
        assertThat(seconds(all.get(2))).isLessThanOrEqualTo(seconds(all.get(1)));
        assertThat(all.getLast().data()).doesNotContainKeys("seconds_p50", "seconds_p90", "jobs_ahead");
    }

    private static BigDecimal number(int value) {
        return BigDecimal.valueOf(value);
    }

    private static double seconds(StoredEvent event) {
        return ((BigDecimal) event.data().get("seconds_p50")).doubleValue();
    }

    /** What was told of the creative, at least so much. */
    private List<StoredEvent> about(Creative creative, int atLeast) {
        return of(creative, world.awaitEvents(events -> of(creative, events).size() >= atLeast));
    }

    private static List<StoredEvent> of(Creative creative, List<StoredEvent> events) {
        return events.stream()
                .filter(event -> creative.id().equals(event.data().get("id")))
                .toList();
    }
}
