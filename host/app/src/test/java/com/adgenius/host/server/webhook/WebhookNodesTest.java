package com.adgenius.host.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.webhook.Receiver;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.webhook.WebhookDeliveries.Claim;
import com.adgenius.host.server.webhook.WebhookDelivery.Try;
import com.adgenius.host.server.webhook.sending.NameResolver;
import com.adgenius.host.server.webhook.sending.Outcome;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes, some of which die, and tenants that must not wait for each other. */
class WebhookNodesTest {

    private final WebhookWorld world = new WebhookWorld();
    private final Tenant tenant = world.tenant();
    private final Receiver receiver = Receiver.start();

    @AfterEach
    void close() {
        world.close();
        receiver.close();
    }

    private Webhook hook() {
        return world.hook(tenant, receiver.url("/"));
    }

    @Test
    void shareTheWorkAndDeliverEachEventOnce() {
        hook();
        world.node("a");
        world.node("b");

        List<String> ids = world.happen(tenant, 150);

        assertThat(WebhookWorld.received(receiver, 150)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(world.await(tenant, 150, "delivered"))
                .allSatisfy(delivery -> assertThat(delivery.getInteger("tries")).isEqualTo(1));
        assertThat(receiver.rest()).isEmpty();
        assertThat(receiver.mostAtOnce()).isLessThanOrEqualTo(2 * Slots.WEBHOOK);
    }

    @Test
    void takeOverWhatANodeDiedSending() {
        Webhook hook = hook();
        List<String> ids = world.happen(tenant, 1);
        world.write(tenant, hook);
        Claim lost = world.dieSending(tenant, hook);
        Instant claimed = Instant.now();

        world.node("b");

        assertThat(WebhookWorld.received(receiver, 1)).isEqualTo(ids);
        assertThat(Duration.between(claimed, Instant.now()))
                .as("not while the other may still be sending")
                .isGreaterThan(WebhookWorld.SETTINGS.lease().minusMillis(500));
        List<Document> delivered = world.await(tenant, 1, "delivered");
        assertThat(delivered.getFirst().getInteger("tries")).isEqualTo(2);
        Try late = new Try(Instant.now(), Outcome.unsent("it was not dead after all"));
        assertThat(world.in(tenant, () -> world.deliveries(Clock.systemUTC()).givenUp(lost, late)))
                .as("the dead say nothing more")
                .isFalse();
        assertThat(world.stored(tenant)).isEqualTo(delivered);
    }

    @Test
    void takeOverWhatANodeDiedWriting() {
        Webhook hook = hook();
        List<String> ids = world.happen(tenant, 3);
        world.dieWriting(tenant, "a");
        world.write(tenant, hook);

        world.node(
                "b",
                WebhookWorld.SETTINGS,
                NameResolver.ofTheMachine(),
                Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));

        assertThat(WebhookWorld.received(receiver, 3))
                .as("written down twice, sent once")
                .containsExactlyInAnyOrderElementsOf(ids);
        world.await(tenant, 3, "delivered");
        world.happen(tenant, 1);
        world.await(tenant, 4, "delivered");
        assertThat(receiver.next()).isNotNull();
        assertThat(receiver.rest()).isEmpty();
    }

    /** The control: what another node has claimed and may still be working on is left alone. */
    @Test
    void leaveWhatAnotherNodeIsWriting() {
        hook();
        world.happen(tenant, 1);
        world.dieWriting(tenant, "a");
        Tenant other = world.tenant();
        world.hook(other, receiver.url("/other"));
        world.happen(other, 1);

        world.node("b");

        assertThat(receiver.next().path()).isEqualTo("/other");
        assertThat(world.stored(tenant)).isEmpty();
        world.node("a");
        assertThat(receiver.next().path()).as("its own it takes back at once").isEqualTo("/");
    }

    @Test
    void giveBackWhatTheyWereSendingWhenTheyStop() {
        receiver.hangs();
        Webhook hook = hook();
        Webhooks first = world.node("a", slow(), NameResolver.ofTheMachine(), Clock.systemUTC());
        world.happen(tenant, 1);
        String id = receiver.next().id();

        WebhookWorld.stop(first);

        Document delivery = world.stored(tenant).getFirst();
        assertThat(delivery.getString("status")).isEqualTo("pending");
        assertThat(delivery.getInteger("tries")).as("cut off is not failed").isZero();
        world.node("b");
        assertThat(receiver.next().id()).isEqualTo(id);
        world.await(tenant, 1, "delivered");
        assertThat(world.read(tenant, hook).state().failingSince()).isEmpty();
    }

    private static WebhookSettings slow() {
        return new WebhookSettings(true, Duration.ofMinutes(1), Duration.ofMinutes(2), List.of(), Duration.ofDays(3));
    }

    @Test
    void countATryThatEndsTheProcess() {
        Webhook hook = hook();
        world.happen(tenant, 1);
        world.write(tenant, hook);
        for (int i = 0; i < WebhookWorld.SETTINGS.tries(); i++) {
            world.in(
                    tenant,
                    () -> world.deliveries(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5)))
                            .claim(hook.id(), Duration.ofSeconds(-10))
                            .orElseThrow());
        }

        world.node("b");

        Document givenUp = world.await(tenant, 1, "given_up").getFirst();
        assertThat(givenUp.get("last", Document.class).getString("error")).contains("without an answer");
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void letNobodyWaitForAReceiverThatHangs() {
        Tenant other = world.tenant();
        try (Receiver dead = Receiver.start()) {
            IntStream.range(0, 200).forEach(_ -> dead.hangs());
            world.hook(tenant, dead.url("/dead"));
            hook();
            world.hook(other, receiver.url("/other"));
            world.node("a", slow(), NameResolver.ofTheMachine(), Clock.systemUTC());

            world.happen(tenant, 40);
            world.happen(other, 40);

            List<String> paths =
                    IntStream.range(0, 80).mapToObj(_ -> receiver.next().path()).toList();
            assertThat(paths.stream().filter("/other"::equals)).hasSize(40);
            assertThat(dead.mostAtOnce()).isEqualTo(Slots.WEBHOOK);
            assertThat(dead.rest()).as("nothing of it ended").hasSize(Slots.WEBHOOK);
        }
    }

    @Test
    void sendNothingToANameThatLeadsInsideByThen() {
        AtomicReference<String> address = new AtomicReference<>("127.0.0.1");
        world.hook(tenant, receiver.url("/").replace("127.0.0.1", "localhost"));
        world.node("a", WebhookWorld.SETTINGS, _ -> List.of(InetAddress.ofLiteral(address.get())), Clock.systemUTC());
        world.happen(tenant, 1);
        receiver.next();
        world.await(tenant, 1, "delivered");

        address.set("10.0.0.7");
        world.happen(tenant, 1);

        Document refused = world.await(tenant, 1, "given_up").stream()
                .filter(delivery -> delivery.getString("status").equals("given_up"))
                .findFirst()
                .orElseThrow();
        assertThat(refused.get("last", Document.class).getString("error"))
                .startsWith("The URL must")
                .doesNotContain("10.0.0.7");
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void switchOffAWebhookThatFailedForDays() {
        IntStream.range(0, 100).forEach(_ -> receiver.answers(500, ""));
        Webhook hook = hook();
        Webhooks now = world.node("a");
        world.happen(tenant, 1);
        world.await(tenant, 1, "given_up");
        assertThat(world.read(tenant, hook).content().enabled()).isTrue();
        assertThat(world.read(tenant, hook).state().failingSince()).isPresent();
        WebhookWorld.stop(now);

        world.node(
                "b",
                WebhookWorld.SETTINGS,
                NameResolver.ofTheMachine(),
                Clock.offset(Clock.systemUTC(), Duration.ofDays(3).plusMinutes(5)));
        world.happen(tenant, 1);

        Awaitility.await()
                .atMost(WebhookWorld.LIMIT)
                .until(() -> !world.read(tenant, hook).content().enabled());
        assertThat(world.read(tenant, hook).state().disabledReason()).contains(Webhook.Reason.FAILING);
        Awaitility.await()
                .atMost(WebhookWorld.LIMIT)
                .until(() -> world.in(tenant, () -> world.events.forTenant().after(2, 10)).stream()
                        .anyMatch(event -> event.type().equals("webhook.disabled")));
    }

    @Test
    void deliverNothingThatHappenedBeforeAWebhookWasMade() {
        world.happen(tenant, 3);
        world.node("a");
        hook();
        List<String> ids = world.happen(tenant, 1);

        assertThat(WebhookWorld.received(receiver, 1)).isEqualTo(ids);
        world.await(tenant, 1, "delivered");
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void giveUpAtOnceWhatIsTooLarge() {
        Webhook hook = hook();
        world.node("a");
        world.happen(tenant, "large", "x".repeat(WebhookMessage.LARGEST));
        List<String> ids = world.happen(tenant, 1);

        assertThat(WebhookWorld.received(receiver, 1)).isEqualTo(ids);
        Document large = world.await(tenant, 1, "given_up").stream()
                .filter(delivery -> delivery.getString("event_id").equals("large"))
                .findFirst()
                .orElseThrow();
        assertThat(large.get("last", Document.class).getString("error")).contains("larger than 262144 bytes");
        assertThat(world.in(
                        tenant, () -> world.deliveries(Clock.systemUTC()).replay(hook.id(), large.getString("_id"))))
                .as("its body was not kept")
                .isEmpty();
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void keepWhatTriesFoundOutWhileSomebodyChangesTheWebhook() {
        Webhook read = hook();
        world.in(tenant, () -> world.store.failed(read.id(), Instant.now()));

        Webhook changed = world.describe(tenant, read, "Another");

        assertThat(changed.content().description()).isEqualTo("Another");
        assertThat(changed.state().failingSince()).isPresent();
    }

    @Test
    void forgetDeliveriesAfterThirtyDays() {
        Webhook hook = hook();
        world.node("a");
        world.happen(tenant, 1);
        world.await(tenant, 1, "delivered");
        receiver.next();

        Clock early = Clock.offset(Clock.systemUTC(), Duration.ofDays(29));
        world.in(tenant, () -> {
            world.deliveries(early).sweep();
            return hook;
        });
        assertThat(world.stored(tenant)).hasSize(1);

        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
        world.in(tenant, () -> {
            world.deliveries(late).sweep();
            return hook;
        });
        assertThat(world.stored(tenant)).isEmpty();
    }
}
