package com.adgenius.host.server.event.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.scope.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventDeliveryTest {

    private final DeliveryWorld world = new DeliveryWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void aListenerHearsOfItsTypesInOrderOnceEach() {
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        world.node("a");

        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= 150; number++) {
            expected.add(world.happen(world.tenant(), "placed-" + number));
            world.happen(world.tenant(), "paid-" + number, "order.paid");
        }

        assertThat(listener.await("placed-150")).containsExactlyElementsOf(expected);
    }

    @Test
    void twoNodesDeliverEachEventOnceAndInOrder() {
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        world.node("a");
        world.node("b");

        List<String> expected = world.happen(world.tenant(), 100);
        listener.await(expected.getLast());
        world.awaitDelivered(world.tenant(), "orders");

        assertThat(listener.heard()).containsExactlyElementsOf(expected);
    }

    @Test
    void tenantsHearTheirOwnEventsWithTheirOwnHandles() {
        Tenant other = world.tenant(DeliveryWorld.unique());
        Listener listener = new Listener(
                (event, context) -> context.documents().put("heard", event.id(), Map.of("id", event.id())));
        world.listen("orders", "1.0.0", listener);
        world.node("a");

        List<String> ones = world.happen(world.tenant(), 20);
        List<String> others = world.happen(other, 20);
        listener.await(ones.getLast());
        listener.await(others.getLast());
        world.awaitDelivered(world.tenant(), "orders");
        world.awaitDelivered(other, "orders");

        assertThat(world.documents(world.tenant(), "plugin.orders.heard")).containsExactlyInAnyOrderElementsOf(ones);
        assertThat(world.documents(other, "plugin.orders.heard")).containsExactlyInAnyOrderElementsOf(others);
        assertThat(listener.heard().stream().filter(ones::contains)).containsExactlyElementsOf(ones);
        assertThat(listener.heard().stream().filter(others::contains)).containsExactlyElementsOf(others);
    }

    @Test
    void whileAPluginIsOffItsEventsWait() {
        Tenant other = world.tenant(DeliveryWorld.unique());
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        world.node("a");
        String before = world.happen(world.tenant(), "before");
        listener.await(before);

        world.refuse("orders", "1.0.0", Set.of(world.tenant().slug()));
        String meanwhile = world.happen(world.tenant(), "meanwhile");
        listener.await(world.happen(other, "elsewhere"));
        assertThat(listener.heard()).containsExactly("before", "elsewhere");

        world.refuse("orders", "1.0.0", Set.of());
        assertThat(listener.await(meanwhile)).containsExactly("before", "elsewhere", "meanwhile");
    }

    @Test
    void aPluginHearsOfWhatHappensFromWhenItFirstServes() {
        Listener early = new Listener();
        world.listen("early", "1.0.0", early);
        world.node("a");
        early.await(world.happen(world.tenant(), "old"));
        world.awaitRound();

        Listener late = new Listener();
        world.listen("late", "1.0.0", late);
        String fresh = world.happen(world.tenant(), "new");

        assertThat(late.await(fresh)).containsExactly("new");
    }

    @Test
    void aRestartedNodeGoesOnWhereItStopped() {
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        EventDelivery first = world.node("a");
        listener.await(world.happen(world.tenant(), "one"));
        world.awaitDelivered(world.tenant(), "orders");
        DeliveryWorld.stop(first);

        world.happen(world.tenant(), "two");
        assertThat(listener.heard()).containsExactly("one");
        world.node("a");

        assertThat(listener.await("two")).containsExactly("one", "two");
    }

    @Test
    void anotherVersionGoesOnWhereTheLastOneStopped() {
        Listener first = new Listener();
        world.listen("orders", "1.0.0", first);
        world.node("a");
        first.await(world.happen(world.tenant(), "one"));
        world.awaitDelivered(world.tenant(), "orders");

        Listener second = new Listener();
        world.listen("orders", "2.0.0", second);

        assertThat(second.await(world.happen(world.tenant(), "two"))).containsExactly("two");
        assertThat(first.heard()).containsExactly("one");
    }

    @Test
    void whatTheLogNoLongerKeepsIsSkipped() {
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        EventDelivery node = world.node("a");
        listener.await(world.happen(world.tenant(), "one"));
        world.awaitDelivered(world.tenant(), "orders");
        DeliveryWorld.stop(node);

        world.happen(world.tenant(), "swept");
        world.happen(world.tenant(), "kept");
        world.forget(world.tenant(), "swept");
        world.node("a");

        assertThat(listener.await("kept")).containsExactly("one", "kept");
    }

    @Test
    void aNodeThatHasClosedTakesNoTurnThatItsSweepFoundMeanwhile() throws Exception {
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        HeldClock clock = new HeldClock();
        EventDelivery node = world.node("a", clock);
        clock.awaitLook();
        Thread closing = Thread.ofPlatform().start(() -> DeliveryWorld.stop(node));
        Awaitility.await("the end of the sweep is waited for")
                .atMost(DeliveryWorld.LIMIT)
                .until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        clock.goOn();
        closing.join();

        world.node("b");
        listener.await(world.happen(world.tenant(), "one"));

        assertThat(clock.others()).noneMatch(name -> name.startsWith("events-"));
    }

    @Test
    void theLogOfThePlatformIsNotDelivered() {
        Listener listener = new Listener();
        world.listen("orders", "1.0.0", listener);
        world.node("a");
        world.events.forPlatform().append(DeliveryWorld.unique(), Listener.TYPE, 1, Instant.now(), Map.of());

        assertThat(listener.await(world.happen(world.tenant(), "own"))).containsExactly("own");
        assertThat(world.toldToThePlatform()).extracting(StoredEvent::type).contains(Listener.TYPE);
    }
}
