package com.adgenius.host.server.event.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailingListenerTest {

    private final DeliveryWorld world = new DeliveryWorld(Entry.EVENT.withDeadline(Duration.ofSeconds(2)));
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void closeWorld() {
        mayEnd.countDown();
        world.close();
    }

    @Test
    void anEventThatFailsFourTimesIsHandledByTheFifthTry() {
        AtomicInteger tries = new AtomicInteger();
        Listener listener = new Listener((event, _) -> {
            if (event.id().equals("hard") && tries.incrementAndGet() < 5) {
                throw new PluginException(FailureCode.UNAVAILABLE, "Not yet");
            }
        });
        world.listen("orders", "1.0.0", listener);
        world.node("a");

        world.happen(world.tenant(), "hard");
        world.happen(world.tenant(), "next");

        assertThat(listener.await("next")).containsExactly("hard", "hard", "hard", "hard", "hard", "next");
        assertThat(world.undelivered(world.tenant())).isEmpty();
    }

    @Test
    void afterFiveTriesTheEventIsSetAsideAndDeliveryGoesOn() {
        Listener listener = new Listener((event, _) -> {
            if (event.id().equals("poison")) {
                throw new PluginException(FailureCode.INVALID_INPUT, "An order without a customer");
            }
        });
        world.listen("orders", "1.0.0", listener);
        world.node("a");

        world.happen(world.tenant(), "poison");
        world.happen(world.tenant(), "next");

        assertThat(listener.await("next")).containsExactly("poison", "poison", "poison", "poison", "poison", "next");
        assertThat(world.undelivered(world.tenant()))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsEntry("_id", "orders:poison")
                        .containsEntry("plugin_version", "1.0.0")
                        .containsEntry("type", Listener.TYPE)
                        .containsEntry("tries", 5)
                        .containsEntry("code", "invalid_input")
                        .containsEntry("message", "An order without a customer"));
        assertThat(world.toldToThePlatform(world.tenant())).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("plugin.event_undelivered");
            assertThat(event.data())
                    .containsEntry("plugin_id", "orders")
                    .containsEntry("event_id", "poison")
                    .containsEntry("message", "An order without a customer");
        });
    }

    @Test
    void anErrorCountsAsAFailedTry() {
        Listener listener = new Listener((_, _) -> {
            throw new LinkageError("A class is missing");
        });
        world.listen("orders", "1.0.0", listener);
        world.node("a");

        world.happen(world.tenant(), "one");
        world.awaitDelivered(world.tenant(), "orders");

        assertThat(listener.heard()).hasSize(5);
        assertThat(world.undelivered(world.tenant()))
                .singleElement()
                .satisfies(event -> assertThat(event).containsEntry("code", "internal"));
    }

    @Test
    void aListenerThatHangsHoldsUpNeitherOtherPluginsNorOtherTenants() {
        Tenant other = world.tenant(DeliveryWorld.unique());
        Listener hanging = new Listener((event, _) -> {
            if (event.id().equals("stuck")) {
                mayEnd.await();
            }
        });
        Listener healthy = new Listener();
        world.listen("hanging", "1.0.0", hanging);
        world.listen("healthy", "1.0.0", healthy);
        world.node("a");

        hanging.await(world.happen(world.tenant(), "stuck"));
        healthy.await(world.happen(world.tenant(), "own"));
        hanging.await(world.happen(other, "others"));

        assertThat(hanging.heard()).containsOnly("stuck", "others").doesNotContain("own");
        mayEnd.countDown();
        hanging.await("own");
    }

    @Test
    void aTryThatTheStopOfItsNodeInterruptedDoesNotCount() {
        AtomicInteger calls = new AtomicInteger();
        Listener listener = new Listener((_, _) -> {
            if (calls.incrementAndGet() == 1) {
                mayEnd.await();
            }
        });
        world.listen("orders", "1.0.0", listener);
        EventDelivery first = world.node("a");
        listener.await(world.happen(world.tenant(), "one"));
        assertThat(world.cursor(world.tenant(), "orders")).containsEntry("tries", 1);

        DeliveryWorld.stop(first);

        assertThat(world.cursor(world.tenant(), "orders"))
                .containsEntry("tries", 0)
                .containsEntry("after", 0L);
        world.node("b");
        world.awaitDelivered(world.tenant(), "orders");
        assertThat(listener.heard()).containsExactly("one", "one");
    }

    @Test
    void theEventsOfANodeThatDiedAreDeliveredByAnotherWhenItsLeaseEnds() {
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        DeliveryWorld.stop(world.node("dead"));
        world.leaveClaimed(world.tenant(), "orders", "dead", 2);
        world.happen(world.tenant(), "one");

        EventDelivery early = world.node("early");
        world.awaitRound();
        DeliveryWorld.stop(early);
        assertThat(listener.heard()).isEmpty();

        world.node("late", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));
        assertThat(listener.await("one")).containsExactly("one");
    }

    @Test
    void anEventThatItsNodeDiedOfFiveTimesIsSetAside() {
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        DeliveryWorld.stop(world.node("dead"));
        world.leaveClaimed(world.tenant(), "orders", "dead", 5);
        world.happen(world.tenant(), "deadly");
        world.happen(world.tenant(), "next");

        world.node("dead");

        assertThat(listener.await("next")).containsExactly("next");
        assertThat(world.undelivered(world.tenant()))
                .extracting(event -> event.getString("code"))
                .isEqualTo(List.of("unanswered"));
    }

    @Test
    void whatIsSetAsideTwiceIsToldOnce() {
        Undelivered undelivered = new Undelivered(world.database, world.events, Clock.systemUTC());
        world.happen(world.tenant(), "one");
        StoredEvent event = DeliveryWorld.inScope(
                world.tenant(), () -> world.events.forTenant().after(0, 1).getFirst());

        for (int time = 1; time <= 2; time++) {
            DeliveryWorld.inScope(world.tenant(), () -> {
                undelivered.setAside("orders", event, 5, new Undelivered.Failure("1.0.0", "internal", "Broken"));
                return event;
            });
        }

        assertThat(world.undelivered(world.tenant())).hasSize(1);
        assertThat(world.toldToThePlatform(world.tenant())).hasSize(1);
    }
}
