package com.adgenius.host.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.webhook.WebhookSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with webhooks; nothing here is delivered. */
class WebhookTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final String URL = "http://127.0.0.1:9/hooks";
    private static final Map<String, Object> HOOK = Map.of(
            "url", URL, "events", List.of("creative.generated", "campaign.created"), "description", " Our library ");

    private final ApiClient owner = TENANT.owner();

    private static List<String> fields(ApiResponse refused) {
        return refused.expect(422).json().required("errors").findValuesAsText("field");
    }

    private void remove(String id) {
        owner.delete("/webhooks/" + id).expect(204);
    }

    @Test
    void isReadAsItWasMadeButForItsSecret() {
        ApiResponse made = owner.post("/webhooks", HOOK).expect(201);
        String id = made.json().at("/webhook/id").asText();
        ApiResponse read = owner.get("/webhooks/" + id).expect(200);

        assertThat(made.header("Location")).contains("/api/v1/webhooks/" + id);
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.text("secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(read.json()).isEqualTo(made.json().path("webhook"));
        assertThat(read.header("ETag")).contains("\"1\"").isEqualTo(made.header("ETag"));
        assertThat(read.body()).doesNotContain("whsec_");
        assertThat(owner.get("/webhooks").expect(200).body()).contains(id).doesNotContain("whsec_");
        JsonNode webhook = read.json();
        assertThat(webhook.path("url").asText()).isEqualTo(URL);
        assertThat(webhook.path("description").asText()).isEqualTo("Our library");
        assertThat(webhook.path("enabled").asBoolean()).isTrue();
        assertThat(webhook.path("events"))
                .extracting(JsonNode::asText)
                .containsExactly("campaign.created", "creative.generated");
        for (String field : List.of("disabled_reason", "disabled_at", "failing_since", "previous_secret_until")) {
            assertThat(webhook.required(field).isNull()).as(field).isTrue();
        }
        remove(id);
    }

    @Test
    void keepsItsSecretSealed() throws Exception {
        JsonNode made = owner.with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/webhooks", HOOK)
                .expect(201)
                .json();
        String secret = made.path("secret").asText();

        String stored = everythingStored();

        assertThat(stored).contains(made.at("/webhook/id").asText()).doesNotContain(secret, secret.substring(6));
        remove(made.at("/webhook/id").asText());
    }

    /** All documents of the tenant's database. */
    private static String everythingStored() throws Exception {
        String slug = TENANT.slug();
        Tenant tenant = new Tenant(slug, slug, slug, Tenant.databaseNameOf(slug), "free", true, Instant.now());
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            return TenantScope.call(tenant, () -> everythingIn(new TenantDatabase(mongo).current()));
        }
    }

    private static String everythingIn(MongoDatabase database) {
        return Await.all(database.listCollectionNames()).stream()
                .flatMap(name -> Await.all(database.getCollection(name).find()).stream())
                .map(Document::toJson)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void isMadeOnceUnderOneKeyAndTellsItsSecretToWhoAsksAgain() {
        ApiClient client = owner.with("Idempotency-Key", UUID.randomUUID().toString());

        ApiResponse first = client.post("/webhooks", HOOK).expect(201);
        ApiResponse again = client.post("/webhooks", HOOK).expect(201);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        remove(first.json().at("/webhook/id").asText());
    }

    @Test
    void namesEachFieldThatIsWrong() {
        assertThat(fields(owner.post("/webhooks", Map.of("url", " ", "events", List.of(), "description", "\u0000"))))
                .containsExactlyInAnyOrder("url", "events", "description");
        assertThat(fields(owner.post("/webhooks", Map.of()))).containsExactlyInAnyOrder("url", "events");
        assertThat(fields(owner.post(
                        "/webhooks",
                        Map.of("url", "ftp://example.com/", "events", List.of("campaign.created", "no.such_type")))))
                .containsExactlyInAnyOrder("url", "events");
        owner.post("/webhooks", "{\"url\": \"" + URL + "\", \"events\": [null]}")
                .expect(422);
        owner.post("/webhooks", "{\"url\": \"" + URL + "\", \"events\": [{\"$ne\": null}]}")
                .expect(400);
        owner.post("/webhooks", "{\"url\": \"" + URL + "\", \"events\": [\"campaign.created\"], \"secret\": \"x\"}")
                .expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "https://10.0.0.7/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fd00:ec2::254]/",
                "https://[64:ff9b::10.0.0.7]/",
                "https://surely-not-there.invalid/",
            })
    void goesNowhereInside(String url) {
        ApiResponse refused = owner.post("/webhooks", Map.of("url", url, "events", List.of("campaign.created")))
                .expect(422);

        assertThat(refused.text("code")).isEqualTo("invalid");
        assertThat(fields(refused)).containsExactly("url");
    }

    @Test
    void goesToNoLoopbackAddressUnlessTheHostSaysSo() {
        try (HostUnderTest strict = HostUnderTest.start(configuration ->
                configuration.toBuilder().webhooks(WebhookSettings.defaults()).build())) {
            TenantUnderTest tenant = strict.newTenant();
            for (String url : List.of(URL, "https://127.0.0.1/", "https://localhost/", "https://[::1]:8443/")) {
                assertThat(fields(tenant.owner()
                                .post("/webhooks", Map.of("url", url, "events", List.of("campaign.created")))))
                        .as(url)
                        .containsExactly("url");
            }
        }
    }

    @Test
    void isChangedInPart() {
        Hook hook = Hook.make(owner, URL, "campaign.created");

        JsonNode named = hook.current()
                .patch(hook.path(), Map.of("description", "Mine"))
                .expect(200)
                .json();
        JsonNode off = hook.current()
                .patch(hook.path(), Map.of("enabled", false, "events", List.of("campaign.deleted")))
                .expect(200)
                .json();

        assertThat(named.path("description").asText()).isEqualTo("Mine");
        assertThat(named.path("revision").asLong()).isEqualTo(2);
        assertThat(off.path("enabled").asBoolean(true)).isFalse();
        assertThat(off.path("events").get(0).asText()).isEqualTo("campaign.deleted");
        assertThat(off.path("url").asText()).isEqualTo(URL);
        assertThat(hook.current()
                        .patch(hook.path(), Map.of("enabled", false))
                        .expect(200)
                        .header("ETag"))
                .as("what changes nothing is no change")
                .contains("\"3\"");
        assertThat(fields(hook.current().patch(hook.path(), Map.of("url", "https://10.0.0.1/"))))
                .containsExactly("url");
        assertThat(fields(hook.current().patch(hook.path(), Map.of("events", List.of("no.such")))))
                .containsExactly("events");
        remove(hook.id());
    }

    @Test
    void isChangedOnlyByWhoReadItAsItIs() {
        Hook hook = Hook.make(owner, URL, "campaign.created");
        ApiClient stale = hook.current();
        hook.current().patch(hook.path(), Map.of("description", "Theirs")).expect(200);

        assertThat(owner.patch(hook.path(), Map.of("description", "Mine"))
                        .expect(428)
                        .text("code"))
                .isEqualTo("precondition_required");
        assertThat(stale.patch(hook.path(), Map.of("description", "Mine"))
                        .expect(412)
                        .text("code"))
                .isEqualTo("stale");
        stale.delete(hook.path()).expect(412);
        hook.current().delete(hook.path()).expect(204);
        owner.get(hook.path()).expect(404);
        owner.delete(hook.path()).expect(404);
    }

    @Test
    void isAnotherTenantsToNobody() {
        Hook hook = Hook.make(owner, URL, "campaign.created");
        ApiClient other = HOST.newTenant().owner();

        other.get(hook.path()).expect(404);
        other.get(hook.path() + "/deliveries").expect(404);
        other.with("If-Match", "\"1\"")
                .patch(hook.path(), Map.of("enabled", false))
                .expect(404);
        other.delete(hook.path()).expect(404);
        other.post(hook.path() + "/rotate", "").expect(404);
        other.post(hook.path() + "/test", "").expect(404);
        other.post(hook.path() + "/deliveries/msg_0/replay", "").expect(404);
        assertThat(other.get("/webhooks").expect(200).json().path("count").asInt())
                .isZero();
        assertThat(hook.read().path("revision").asLong()).as("nothing changed").isEqualTo(1);
        remove(hook.id());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CLIENT", "VIEWER", "EDITOR"})
    void isNoBusinessOfARoleBelowAdmin(Role role) {
        ApiClient member = HOST.newMember(TENANT, role);
        Hook hook = Hook.make(owner, URL, "campaign.created");

        member.get("/webhooks").expect(403);
        member.get(hook.path()).expect(403);
        member.post("/webhooks", HOOK).expect(403);
        member.post(hook.path() + "/test", "").expect(403);
        HOST.newMember(TENANT, Role.ADMIN).get(hook.path()).expect(200);
        remove(hook.id());
    }

    @Test
    void isOneOfTwentyAtMostHoweverManyAreMadeAtOnce() throws Exception {
        ApiClient other = HOST.newTenant().owner();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> make = () -> other.post("/webhooks", HOOK).status();
            List<Future<Integer>> made =
                    IntStream.range(0, 25).mapToObj(_ -> callers.submit(make)).toList();
            int refused = 0;
            for (Future<Integer> each : made) {
                assertThat(each.get()).isIn(201, 409);
                refused += each.get() == 409 ? 1 : 0;
            }
            assertThat(refused).isEqualTo(5);
        }
        JsonNode page = other.get("/webhooks?page_size=7&page=3").expect(200).json();
        assertThat(page.path("count").asInt()).isEqualTo(20);
        assertThat(page.path("results")).hasSize(6);
        other.delete("/webhooks/" + page.at("/results/0/id").asText()).expect(204);
        other.post("/webhooks", HOOK).expect(201);
    }

    @Test
    void leavesEachChangeInTheAuditWithoutASecret() {
        TenantUnderTest tenant = HOST.newTenant();
        Hook hook = Hook.make(tenant.owner(), URL, "campaign.created");
        hook.current().patch(hook.path(), Map.of("enabled", false)).expect(200);
        String rotated =
                tenant.owner().post(hook.path() + "/rotate", "").expect(200).text("secret");
        tenant.owner().delete(hook.path()).expect(204);

        String audit = tenant.owner().get("/tenant/audit/export").expect(200).body();

        assertThat(audit.lines().filter(line -> line.contains("webhook/" + hook.id())))
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).contains("webhook.created"),
                        line -> assertThat(line).contains("webhook.updated", "\"changed\":\"enabled\""),
                        line -> assertThat(line).contains("webhook.rotated"),
                        line -> assertThat(line).contains("webhook.deleted"));
        assertThat(audit).doesNotContain("whsec_", rotated, hook.secret());
    }

    @Test
    void isNeitherTriedOutNorReplayedWhileItIsSwitchedOff() {
        Hook hook = Hook.make(owner, URL, "campaign.created");
        hook.current().patch(hook.path(), Map.of("enabled", false)).expect(200);

        assertThat(owner.post(hook.path() + "/test", "").expect(409).text("code"))
                .isEqualTo("conflict");
        remove(hook.id());
    }
}
