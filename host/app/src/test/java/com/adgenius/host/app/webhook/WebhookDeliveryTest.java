package com.adgenius.host.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.webhook.Receiver.Message;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver on this machine gets of a whole host. */
class WebhookDeliveryTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final String TYPE = "campaign.created";
    private static final String SWITCHED_OFF = "A webhook was switched off";
    private static final MailReader MAILS = MailReader.shared();

    private final Receiver receiver = Receiver.start();
    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();

    @AfterEach
    void close() {
        receiver.close();
    }

    private Hook hook() {
        return Hook.make(owner, receiver.url("/hooks?of=us"), TYPE);
    }

    @Test
    void isWhatHappenedOnceAndSigned() {
        Hook hook = hook();
        String campaign = hook.campaign("Spring");

        Message message = receiver.next();
        JsonNode delivery = hook.await(message.id(), "delivered");

        assertThat(message.path()).isEqualTo("/hooks?of=us");
        assertThat(message.header("Content-Type")).isEqualTo("application/json");
        assertThat(message.isSignedBy(hook.secret())).isTrue();
        assertThat(Instant.ofEpochSecond(Long.parseLong(message.header("webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        JsonNode body = message.json();
        assertThat(body.path("type").asText()).isEqualTo(TYPE);
        assertThat(body.path("version").asInt()).isEqualTo(1);
        assertThat(body.at("/data/id").asText()).isEqualTo(campaign);
        assertThat(Instant.parse(body.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(delivery.path("event_id")).isEqualTo(body.path("id"));
        assertThat(delivery.path("tries").asInt()).isEqualTo(1);
        assertThat(delivery.at("/last_try/status").asInt()).isEqualTo(204);
        assertThat(delivery.at("/last_try/error").isNull()).isTrue();
        assertThat(delivery.path("next_try_at").isNull()).isTrue();
        assertThat(hook.deliveries()).hasSize(1);
        assertThat(receiver.rest()).isEmpty();
    }

    /** The control: who checks by another secret finds it out. */
    @Test
    void isNotSignedByAnotherSecret() {
        Hook hook = hook();
        Hook other = Hook.make(owner, receiver.url("/other"), "campaign.deleted");
        hook.campaign("Spring");

        Message message = receiver.next();

        assertThat(message.isSignedBy(other.secret())).isFalse();
        Message changed =
                new Message(message.path(), message.headers(), message.body().replace("created", "deleted"));
        assertThat(changed.isSignedBy(hook.secret())).isFalse();
    }

    @Test
    void isOfTheTypesThatWereAskedForAndOfThisTenant() {
        Hook hook = hook();
        Hook removals = Hook.make(owner, receiver.url("/removals"), "campaign.deleted");
        ApiClient other = HOST.newTenant().owner();
        other.post("/campaigns", Map.of("name", "Theirs")).expect(201);

        String campaign = hook.campaign("Ours");
        assertThat(receiver.next().json().at("/data/id").asText()).isEqualTo(campaign);
        owner.delete("/campaigns/" + campaign).expect(204);

        Message removed = receiver.next();
        assertThat(removed.path()).isEqualTo("/removals");
        assertThat(removed.json().path("type").asText()).isEqualTo("campaign.deleted");
        removals.await(removed.id(), "delivered");
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void comesAgainUnderTheSameIdAfterAFailure() {
        receiver.answers(500, "not now " + "x".repeat(5_000));
        Hook hook = hook();
        hook.campaign("Spring");

        Message first = receiver.next();
        Message second = receiver.next();
        JsonNode delivery = hook.await(first.id(), "delivered");

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.isSignedBy(hook.secret())).isTrue();
        assertThat(delivery.path("tries").asInt()).isEqualTo(2);
        assertThat(hook.read().path("failing_since").isNull()).isTrue();
    }

    @Test
    void comesAgainAfterAReceiverThatHangs() {
        receiver.hangs();
        Hook hook = hook();
        hook.campaign("Spring");

        Message first = receiver.next();
        assertThat(receiver.next().id()).isEqualTo(first.id());

        assertThat(hook.await(first.id(), "delivered").path("tries").asInt()).isEqualTo(2);
    }

    @Test
    void isGivenUpAfterTheLastTryAndListedWithTheLastAnswer() {
        IntStream.range(0, 4).forEach(number -> receiver.answers(503, "closed " + number + "x".repeat(2_000)));
        Hook hook = hook();
        hook.campaign("Spring");

        Message first = receiver.next();
        JsonNode delivery = hook.await(first.id(), "given_up");

        assertThat(receiver.rest())
                .hasSize(3)
                .allSatisfy(message -> assertThat(message.id()).isEqualTo(first.id()));
        assertThat(delivery.path("tries").asInt()).isEqualTo(4);
        assertThat(delivery.at("/last_try/status").asInt()).isEqualTo(503);
        assertThat(delivery.at("/last_try/body").asText())
                .startsWith("closed 3x")
                .hasSize(1024);
        assertThat(delivery.path("ended_at").isNull()).isFalse();
        assertThat(hook.read().path("failing_since").isNull()).isFalse();
        assertThat(owner.get(hook.path() + "/deliveries?status=given_up")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(owner.get(hook.path() + "/deliveries?status=delivered")
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
        owner.get(hook.path() + "/deliveries?status=lost").expect(400);
    }

    @Test
    void isReplayedUnderTheSameId() {
        IntStream.range(0, 4).forEach(_ -> receiver.answers(500, ""));
        Hook hook = hook();
        hook.campaign("Spring");
        String id = receiver.next().id();
        hook.await(id, "given_up");
        IntStream.range(0, 3).forEach(_ -> receiver.next());

        JsonNode replayed = owner.post(hook.path() + "/deliveries/" + id + "/replay", "")
                .expect(202)
                .json();
        Message again = receiver.next();

        assertThat(replayed.path("status").asText()).isEqualTo("pending");
        assertThat(replayed.path("tries").asInt()).isZero();
        assertThat(again.id()).isEqualTo(id);
        assertThat(again.isSignedBy(hook.secret())).isTrue();
        assertThat(hook.await(id, "delivered").path("tries").asInt()).isEqualTo(1);
        owner.post(hook.path() + "/deliveries/" + id + "/replay", "").expect(202);
        assertThat(receiver.next().id()).as("what was delivered, too").isEqualTo(id);
        owner.post(hook.path() + "/deliveries/msg_0/replay", "").expect(404);
    }

    @Test
    void isNotReplayedWhileItIsTried() {
        receiver.hangs();
        Hook hook = hook();
        hook.campaign("Spring");
        String id = receiver.next().id();

        assertThat(owner.post(hook.path() + "/deliveries/" + id + "/replay", "")
                        .expect(409)
                        .text("code"))
                .isEqualTo("conflict");
    }

    @Test
    void canBeATest() {
        Hook hook = Hook.make(owner, receiver.url("/"), "creative.generated");

        JsonNode delivery = owner.post(hook.path() + "/test", "").expect(202).json();
        Message message = receiver.next();

        assertThat(message.id()).isEqualTo(delivery.path("id").asText());
        assertThat(message.json().path("type").asText()).isEqualTo("webhook.test");
        assertThat(message.json().at("/data/id").asText()).isEqualTo(hook.id());
        assertThat(message.isSignedBy(hook.secret())).isTrue();
        hook.await(message.id(), "delivered");
    }

    @Test
    void isSignedByBothSecretsAfterARotation() {
        Hook hook = hook();
        String rotated = owner.post(hook.path() + "/rotate", "").expect(200).text("secret");
        hook.campaign("Spring");

        Message message = receiver.next();

        assertThat(rotated).isNotEqualTo(hook.secret());
        assertThat(message.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(message.isSignedBy(rotated)).isTrue();
        assertThat(message.isSignedBy(hook.secret())).isTrue();
        assertThat(hook.read().path("previous_secret_until").isNull()).isFalse();
        owner.post(hook.path() + "/rotate", "").expect(200);
        hook.campaign("Summer");
        Message later = receiver.next();
        assertThat(later.isSignedBy(rotated)).isTrue();
        assertThat(later.isSignedBy(hook.secret()))
                .as("the one before the last")
                .isFalse();
    }

    @Test
    void endsWithAReceiverThatIsGone() {
        receiver.answers(410, "");
        Hook hook = hook();
        hook.campaign("Spring");
        String id = receiver.next().id();

        JsonNode delivery = hook.await(id, "given_up");
        Awaitility.await().until(() -> !hook.read().path("enabled").asBoolean());

        assertThat(delivery.path("tries").asInt()).isEqualTo(1);
        assertThat(hook.read().path("disabled_reason").asText()).isEqualTo("gone");
        hook.campaign("Summer");
        hook.current().patch(hook.path(), Map.of("enabled", true)).expect(200);
        assertThat(hook.read().path("disabled_reason").isNull()).isTrue();
        String autumn = hook.campaign("Autumn");
        assertThat(receiver.next().json().at("/data/id").asText())
                .as("what happened while it was off never comes")
                .isEqualTo(autumn);
    }

    @Test
    void tellsAnotherWebhookWhenOneIsSwitchedOff() {
        receiver.answers(410, "");
        Hook hook = hook();
        try (Receiver watching = Receiver.start()) {
            Hook.make(owner, watching.url("/"), "webhook.disabled");
            hook.campaign("Spring");

            JsonNode told = watching.next().json();

            assertThat(told.at("/data/id").asText()).isEqualTo(hook.id());
            assertThat(told.at("/data/reason").asText()).isEqualTo("gone");
        }
        assertThat(owner.get("/tenant/audit/export").expect(200).body()).contains("webhook.disabled");
    }

    @Test
    void mailsWhoLooksAfterItOnceForEachTimeItIsSwitchedOff() {
        String administrator = email(HOST.newMember(tenant, Role.ADMIN));
        String editor = email(HOST.newMember(tenant, Role.EDITOR));
        Hook hook = hook();
        for (int time = 1; time <= 2; time++) {
            receiver.answers(410, "");
            hook.campaign("Spring");
            MailReader.Received mail = MAILS.awaitNth(tenant.email(), SWITCHED_OFF, time);
            MAILS.awaitNth(administrator, SWITCHED_OFF, time);

            assertThat(mail.text())
                    .contains("Tenant " + tenant.slug(), hook.id(), "127.0.0.1", "410 Gone", "PATCH")
                    .doesNotContain("of=us");
            assertThat(mail.html()).contains(hook.id(), "410 Gone");
            hook.current().patch(hook.path(), Map.of("enabled", true)).expect(200);
        }

        assertThat(MAILS.with(tenant.email(), SWITCHED_OFF)).hasSize(2);
        assertThat(MAILS.with(administrator, SWITCHED_OFF)).hasSize(2);
        assertThat(MAILS.of(editor)).isEmpty();
    }

    private static String email(ApiClient member) {
        return member.get("/auth/me").expect(200).json().at("/user/email").asText();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        try (Receiver elsewhere = Receiver.start()) {
            IntStream.range(0, 4).forEach(_ -> receiver.redirects(status, elsewhere.url("/secret")));
            Hook hook = hook();
            hook.campaign("Spring");

            JsonNode delivery = hook.await(receiver.next().id(), "given_up");

            assertThat(delivery.at("/last_try/status").asInt()).isEqualTo(status);
            assertThat(elsewhere.rest()).isEmpty();
        }
    }

    @Test
    void goesToNobodyAfterTheWebhookIsRemoved() {
        Hook hook = hook();
        Hook staying = Hook.make(owner, receiver.url("/staying"), TYPE);
        owner.delete(hook.path()).expect(204);

        hook.campaign("Spring");

        Message message = receiver.next();
        assertThat(message.path()).isEqualTo("/staying");
        staying.await(message.id(), "delivered");
        assertThat(receiver.rest()).isEmpty();
        owner.get(hook.path() + "/deliveries").expect(404);
    }

    @Test
    void stopsWhenTheWebhookIsRemovedBetweenTries() {
        receiver.answers(500, "");
        Hook hook = hook();
        hook.campaign("Spring");
        receiver.next();
        owner.delete(hook.path()).expect(204);
        Hook staying = Hook.make(owner, receiver.url("/staying"), TYPE);
        staying.campaign("Summer");

        Message last = receiver.next();
        while (!last.path().equals("/staying")) {
            // One try may have begun before the removal.
            last = receiver.next();
        }
        staying.await(last.id(), "delivered");

        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void waitsWhileTheWebhookIsSwitchedOff() {
        receiver.answers(500, "");
        Hook hook = hook();
        hook.campaign("Spring");
        String id = receiver.next().id();
        hook.current().patch(hook.path(), Map.of("enabled", false)).expect(200);
        List<Message> meanwhile = receiver.rest();

        hook.current().patch(hook.path(), Map.of("enabled", true)).expect(200);

        hook.await(id, "delivered");
        assertThat(meanwhile).hasSizeLessThan(2);
    }

    @Test
    void isListedTheNewestFirstInPages() {
        Hook hook = hook();
        for (String name : List.of("One", "Two", "Three")) {
            hook.campaign(name);
            hook.await(receiver.next().id(), "delivered");
        }

        JsonNode page =
                owner.get(hook.path() + "/deliveries?page_size=2").expect(200).json();

        assertThat(page.path("count").asInt()).isEqualTo(3);
        assertThat(page.path("next").asText()).contains(hook.path() + "/deliveries?page=2&page_size=2");
        List<Instant> times = hook.deliveries().stream()
                .map(delivery -> Instant.parse(delivery.path("event_time").asText()))
                .toList();
        assertThat(times).hasSize(3).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
}
