package com.adgenius.host.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.bus.DomainEvent.CreativeRequested;
import com.adgenius.host.server.bus.DomainEvent.PluginChanged;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.MongoConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every bus promises. */
abstract class BusContract {

    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofMillis(900));

    final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    final DeadLetters letters = new DeadLetters(mongo, Clock.systemUTC());
    final String namespace = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final List<EventBus> buses = new ArrayList<>();

    /** A part of the bus on a node of its own. */
    abstract EventBus open(BusSettings settings);

    final EventBus node(String name) {
        EventBus bus = open(settings(name));
        buses.add(bus);
        return bus;
    }

    final BusSettings settings(String node) {
        return new BusSettings(
                namespace + "-" + node,
                namespace,
                PAUSES,
                Duration.ofSeconds(2),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                10_000);
    }

    @AfterEach
    void closeAll() {
        buses.reversed().forEach(EventBus::close);
        mongo.close();
    }

    final Subscription<CreativeRequested> text() {
        return Subscription.of(namespace + ".text", EventType.CREATIVE_REQUESTED, "text");
    }

    static Message request(String id, String kind) {
        return Message.ofTenant("acme", "message of " + id, Instant.now(), new CreativeRequested(id, kind, 1));
    }

    final List<DeadLetter> lettersOf(Subscription<?> subscription) {
        return letters.page(new PageRequest(1, 100, "")).stream()
                .filter(letter -> letter.subscription().equals(subscription.name()))
                .toList();
    }

    @Test
    void eachSubscriptionGetsTheEventsThatItWantsAndNoOthers() {
        EventBus bus = node("a");
        List<String> texts = new CopyOnWriteArrayList<>();
        List<String> all = new CopyOnWriteArrayList<>();
        bus.consume(text(), 1, (event, _) -> {
            texts.add(event.creativeId());
            return Verdict.done();
        });
        bus.consume(Subscription.of(namespace + ".all", EventType.CREATIVE_REQUESTED), 1, (event, delivery) -> {
            all.add(event.creativeId() + " of " + delivery.tenant());
            return Verdict.done();
        });
        declared(bus);

        bus.publish(request("one", "text"));
        bus.publish(request("two", "image"));
        bus.publish(Message.ofPlatform("p", Instant.now(), new PluginChanged("text", "switched")));

        await().atMost(LIMIT).until(() -> all.size() == 2 && texts.size() == 1);
        assertThat(texts).containsExactly("one");
        assertThat(all).containsExactlyInAnyOrder("one of acme", "two of acme");
    }

    /** Subscriptions are declared before anything is published; where that is not at once, this waits. */
    private void declared(EventBus bus) {
        bus.declare(text());
        bus.declare(Subscription.of(namespace + ".all", EventType.CREATIVE_REQUESTED));
    }

    @Test
    void whatIsPublishedWhileNoNodeHandlesItIsKept() {
        try (EventBus before = open(settings("before"))) {
            before.declare(text());
            before.publish(request("kept", "text"));
        }
        List<String> seen = new CopyOnWriteArrayList<>();
        node("after").consume(text(), 1, (event, _) -> {
            seen.add(event.creativeId());
            return Verdict.done();
        });

        await().atMost(LIMIT).until(() -> seen.equals(List.of("kept")));
    }

    @Test
    void nodesOfOneSubscriptionShareItsEvents() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        EventBus first = node("first");
        first.declare(text());
        for (EventBus bus : List.of(first, node("second"))) {
            bus.consume(text(), 2, (event, _) -> {
                seen.add(event.creativeId());
                return Verdict.done();
            });
        }
        for (int i = 0; i < 100; i++) {
            first.publish(request("job " + i, "text"));
        }

        await().atMost(LIMIT).until(() -> seen.size() >= 100);
        assertThat(seen).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aFailedEventComesAgainAfterGrowingPauses() {
        List<Long> times = new CopyOnWriteArrayList<>();
        EventBus bus = node("a");
        bus.declare(text());
        bus.consume(text(), 1, (_, delivery) -> {
            times.add(System.nanoTime());
            if (delivery.tries() < 3) {
                throw new IllegalStateException("not yet");
            }
            return Verdict.done();
        });

        bus.publish(request("hard", "text"));

        await().atMost(LIMIT).until(() -> times.size() == 4);
        for (int i = 0; i < PAUSES.size(); i++) {
            assertThat(Duration.ofNanos(times.get(i + 1) - times.get(i)))
                    .isGreaterThanOrEqualTo(PAUSES.get(i).minusMillis(10));
        }
    }

    @Test
    void whatFailsForGoodIsADeadLetterWithItsReasonAndCanBeReplayed() {
        List<String> givenUp = new CopyOnWriteArrayList<>();
        List<Boolean> replayed = new CopyOnWriteArrayList<>();
        EventBus bus = node("a");
        Subscription<CreativeRequested> twice =
                new Subscription<>(namespace + ".text", EventType.CREATIVE_REQUESTED, Optional.of("text"), 2);
        bus.declare(twice);
        bus.consume(twice, 1, new Handler<>() {
            @Override
            public Verdict handle(CreativeRequested event, Delivery delivery) {
                if (delivery.replayed()) {
                    replayed.add(true);
                    return Verdict.done();
                }
                throw new IllegalStateException("the frog does not jump");
            }

            @Override
            public void givenUp(CreativeRequested event, Delivery delivery, String reason) {
                givenUp.add(event.creativeId() + ": " + reason);
            }
        });

        bus.publish(request("poison", "text"));

        await().atMost(LIMIT).until(() -> lettersOf(twice).size() == 1);
        DeadLetter letter = lettersOf(twice).getFirst();
        assertThat(letter.code()).isEqualTo("failed");
        assertThat(letter.detail()).isEqualTo("the frog does not jump");
        assertThat(letter.tries()).isEqualTo(2);
        assertThat(letter.tenant()).contains("acme");
        assertThat(letter.type()).contains("creative.requested");
        assertThat(givenUp).containsExactly("poison: the frog does not jump");

        bus.replay(letter);
        letters.remove(letter);

        await().atMost(LIMIT).until(() -> replayed.size() == 1);
        assertThat(lettersOf(twice)).isEmpty();
    }

    @Test
    void waitingIsNotFailing() {
        AtomicInteger looks = new AtomicInteger();
        EventBus bus = node("a");
        bus.declare(text());
        List<Integer> tries = new CopyOnWriteArrayList<>();
        bus.consume(text(), 1, (_, delivery) -> {
            if (looks.incrementAndGet() <= 2 * Subscription.TRIES) {
                return Verdict.later();
            }
            tries.add(delivery.tries());
            return Verdict.done();
        });

        bus.publish(request("patient", "text"));

        await().atMost(LIMIT).until(() -> tries.size() == 1);
        assertThat(tries).containsExactly(0);
    }

    @Test
    void aVersionThatIsNewerThanThisHostIsSetAsideAndCanBeReplayedLater() {
        EventBus bus = node("a");
        bus.declare(text());
        List<String> seen = new CopyOnWriteArrayList<>();
        bus.consume(text(), 1, (event, _) -> {
            seen.add(event.creativeId());
            return Verdict.done();
        });

        deliver(bus, "future", """
                {"id": "future", "type": "creative.requested", "version": 2, "time": "2026-11-24T00:00:00Z",
                 "tenant": "acme", "data": {"what": "nobody here knows"}}
                """);

        await().atMost(LIMIT).until(() -> lettersOf(text()).size() == 1);
        DeadLetter letter = lettersOf(text()).getFirst();
        assertThat(letter.code()).isEqualTo("newer_version");
        assertThat(letter.version()).contains(2);
        assertThat(letter.body()).contains("nobody here knows");
        assertThat(seen).isEmpty();
    }

    @Test
    void whatIsNotByItsSchemaReachesNobody() {
        EventBus bus = node("a");
        bus.declare(text());
        List<String> seen = new CopyOnWriteArrayList<>();
        bus.consume(text(), 1, (event, _) -> {
            seen.add(event.creativeId());
            return Verdict.done();
        });

        deliver(bus, "bad", """
                {"id": "bad", "type": "creative.requested", "version": 1, "time": "2026-11-24T00:00:00Z",
                 "tenant": "acme", "data": {"creative_id": {"$ne": null}, "kind": "text", "run": 1}}
                """);
        deliver(bus, "none", "this is no message");

        await().atMost(LIMIT).until(() -> lettersOf(text()).size() == 2);
        assertThat(lettersOf(text())).extracting(DeadLetter::code).containsOnly("invalid_message");
        assertThat(seen).isEmpty();
    }

    /** Whatever text, straight into the queue of {@link #text}. */
    private void deliver(EventBus bus, String id, String body) {
        bus.replay(new DeadLetter(
                id,
                text().name(),
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                Optional.of("acme"),
                "test",
                "test",
                0,
                Instant.now(),
                body));
    }

    @Test
    void whatANodeHadNotHandledWhenItClosedGoesToAnother() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<String> seen = new CopyOnWriteArrayList<>();
        EventBus leaving = open(settings("leaving"));
        leaving.declare(text());
        leaving.consume(text(), 1, (_, _) -> {
            taken.countDown();
            never.await();
            return Verdict.done();
        });
        leaving.publish(request("in hand", "text"));
        assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        EventBus staying = node("staying");
        staying.consume(text(), 1, (event, _) -> {
            seen.add(event.creativeId());
            return Verdict.done();
        });

        leaving.close();

        await().atMost(LIMIT).until(() -> seen.equals(List.of("in hand")));
        never.countDown();
    }

    @Test
    void acknowledgedBeforeTheWorkAnEventIsLostWithItsNodeAndTheSameCheckSeesIt() throws Exception {
        CountDownLatch acknowledged = new CountDownLatch(1);
        List<String> done = new CopyOnWriteArrayList<>();
        EventBus leaving = open(settings("leaving"));
        leaving.declare(text());
        List<Thread> working = new CopyOnWriteArrayList<>();
        leaving.consume(text(), 1, (event, _) -> {
            working.add(Thread.ofVirtual().start(() -> {
                acknowledged.countDown();
                try {
                    new CountDownLatch(1).await();
                    done.add(event.creativeId());
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }));
            return Verdict.done();
        });
        leaving.publish(request("first", "text"));
        assertThat(acknowledged.await(30, TimeUnit.SECONDS)).isTrue();
        leaving.close();
        working.forEach(Thread::interrupt);
        EventBus staying = node("staying");
        staying.consume(text(), 1, (event, _) -> {
            done.add(event.creativeId());
            return Verdict.done();
        });

        staying.publish(request("second", "text"));

        await().atMost(LIMIT).until(() -> done.contains("second"));
        assertThat(done).doesNotContain("first");
    }

    @Test
    void whoListensHearsOfWhatHappens() {
        EventBus bus = node("a");
        List<PluginChanged> heard = new CopyOnWriteArrayList<>();
        bus.listen(EventType.PLUGIN_CHANGED, heard::add);

        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            // A listener hears from when it is connected.
            bus.publish(Message.ofPlatform("c", Instant.now(), new PluginChanged("text", "switched")));
            return heard.contains(new PluginChanged("text", "switched"));
        });
    }
}
