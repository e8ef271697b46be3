package com.adgenius.host.app.leaving;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.MailReader;
import com.adgenius.host.app.testing.Pictures;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.plugin.CreativeKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.codec.StringCodec;

/** Nothing of an erased tenant is left in any store, and nothing of another is touched. */
class TenantErasureTest {

    private static final HostUnderTest HOST = QuickHost.start();
    private static final Stores STORES = new Stores();
    private static final Traces TRACES = new Traces();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "twelve green horses";
    private static final ScriptedGenerator PLUGIN =
            ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"));

    /** Where the id of an erased tenant may stand, and the texts of the tenant may not. */
    private static final Set<String> REMAINS =
            Set.of("adgenius_public/tenants", "adgenius_public/audit", "adgenius_public/events");

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String company = "Needle " + unique;
    private final String slug = "needle-" + unique;
    private final String email = "ada@" + UUID.randomUUID() + ".example";

    @AfterAll
    static void close() {
        TRACES.close();
        STORES.close();
        HOST.close();
    }

    /** A tenant that came by registration, so that its name is in what that leaves behind, with something in every store. */
    private void plant() {
        HOST.anonymous()
                .post(
                        "/auth/register",
                        Map.of("name", "Ada Lovelace", "company", company, "email", email, "password", PASSWORD))
                .expect(201);
        HOST.anonymous()
                .post(
                        "/auth/verify-email",
                        Map.of(
                                "token",
                                MailReader.shared()
                                        .await(email, "Verify your address")
                                        .token()))
                .expect(200);
        MailReader.shared().await(email, "Welcome to AdGenius");
        ApiClient owner = HOST.signIn(email, PASSWORD);
        owner.with("Idempotency-Key", "once")
                .post("/campaigns", Map.of("name", company))
                .expect(201);
        owner.bytes("POST", "/assets?name=" + slug, "image/png", Pictures.png(20, 10))
                .expect(201);
        HOST.administrator()
                .put("/admin/plugins/" + PLUGIN.id() + "/tenants/" + slug, Map.of("enabled", true))
                .expect(200);
        pin();
        owner.put("/plugins/" + PLUGIN.id() + "/enabled", Map.of("enabled", false))
                .expect(200);
        owner.post("/tenant/invitations", Map.of("email", "guest-" + email, "role", "viewer"))
                .expect(201);
        String user = userId();
        owner.post("/tokens", Map.of("name", company, "role", "viewer")).expect(201);
        owner.post(
                        "/webhooks",
                        Map.of(
                                "url",
                                "http://127.0.0.1:9/" + slug,
                                "events",
                                List.of("creative.generated"),
                                "description",
                                company))
                .expect(201);
        // The reason stays in the platform's audit, so it does not name the tenant.
        HOST.administrator()
                .post("/admin/impersonations", Map.of("tenant", slug, "user_id", user, "reason", "A question"))
                .expect(201);
        owner.get("/formats").expect(200);
        plantBehindTheApi();
        String export = Exported.ready(owner);
        owner.json("DELETE", "/tenant", Map.of("confirm", slug, "export_id", export))
                .expect(202);
        // Of a node that was cut off from Redis while the sessions were ended.
        TRACES.redis()
                .getMap("adgenius:session:planted-" + unique, StringCodec.INSTANCE)
                .putAll(Map.of("user", user, "epoch", "0", "tenant", slug, "ends", "9999999999999"));
        TRACES.redis()
                .getScoredSortedSet("adgenius:sessions-of:" + user, StringCodec.INSTANCE)
                .add(1, "planted-" + unique);
    }

    private String userId() {
        return Stores.find(STORES.shared("users"), eq("email", email))
                .getFirst()
                .getString("_id");
    }

    private void pin() {
        ApiClient administrator = HOST.administrator();
        String path = "/admin/plugins/" + PLUGIN.id() + "/route";
        String tag = administrator.get(path).header("ETag").orElseThrow();
        administrator
                .with("If-Match", tag)
                .put(path, Map.of("stable", "1.0.0", "pins", Map.of(slug, "1.0.0")))
                .expect(200);
    }

    private void plantBehindTheApi() {
        Stores.insert(
                STORES.of(slug, "media.chunks"),
                new Document("files_id", "planted")
                        .append("n", 0)
                        .append("data", new Binary(company.getBytes(StandardCharsets.UTF_8))));
        Stores.insert(STORES.of(slug, "plugin.planted.things"), new Document("_id", "one").append("json", company));
        Stores.insert(
                STORES.shared("adgenius_messages"),
                new Document("_id", "planted:" + unique)
                        .append("queue", "planted")
                        .append("sequence", "0")
                        .append("tenant", slug)
                        .append("body", company)
                        .append("tries", 0)
                        .append("returns", 0));
        Stores.insert(
                STORES.shared("dead_letters"),
                new Document("_id", "planted-" + unique)
                        .append("subscription", "planted")
                        .append("tenant", slug)
                        .append("code", "planted")
                        .append("detail", company)
                        .append("tries", 1)
                        .append("time", new Date())
                        .append("body", company));
        TRACES.redis()
                .getBucket("adgenius:cache:" + slug + ":planted:value:one", StringCodec.INSTANCE)
                .set(company, Duration.ofHours(1));
        TRACES.plantCollection("tenant_" + slug + "_planted");
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            new AuditLog(mongo, Clock.systemUTC())
                    .recordOnce(
                            "planted-" + unique,
                            Instant.now(),
                            "somebody",
                            email,
                            "planted",
                            company,
                            Optional.of(slug),
                            Map.of());
        }
    }

    /** Brings the day, with these steps taken for done already. */
    private void erase(String... leftOut) {
        change(combine(set("deletion.final_at", past()), set("deletion.done", List.of(leftOut))));
        awaitErased();
    }

    private void change(Bson change) {
        Stores.update(STORES.shared("tenants"), eq("_id", slug), change);
    }

    private static Date past() {
        return Date.from(Instant.now().minusSeconds(1));
    }

    private void awaitErased() {
        ApiClient administrator = HOST.administrator();
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> administrator
                        .get("/admin/tenants/" + slug + "/deletion")
                        .expect(200)
                        .text("state")
                        .equals("erased"));
    }

    /** The places that hold something they should not. */
    private Map<String, List<String>> left() {
        Map<String, List<String>> left = new TreeMap<>(TRACES.of(company, slug));
        for (String place : REMAINS) {
            List<String> kept = left.getOrDefault(place, List.of()).stream()
                    .filter(text -> text.contains(company))
                    .toList();
            if (kept.isEmpty()) {
                left.remove(place);
            } else {
                left.put(place, kept);
            }
        }
        return left;
    }

    @Test
    void leavesNothingInAnyStore() {
        plant();
        assertThat(left().keySet())
                .as("what is planted is found")
                .contains(
                        "adgenius_public/tenants",
                        "adgenius_public/memberships",
                        "adgenius_public/invitations",
                        "adgenius_public/api_tokens",
                        "adgenius_public/impersonations",
                        "adgenius_public/users",
                        "adgenius_public/registrations",
                        "adgenius_public/mail_outbox",
                        "adgenius_public/adgenius_messages",
                        "adgenius_public/dead_letters",
                        "adgenius_public/audit",
                        "adgenius_public/audit_heads",
                        "adgenius_public/tenant_exports",
                        "adgenius_public/plugins",
                        "adgenius_public/plugin_refusals",
                        Tenant.databaseNameOf(slug) + "/campaigns",
                        Tenant.databaseNameOf(slug) + "/webhooks",
                        Tenant.databaseNameOf(slug) + "/media.chunks",
                        Tenant.databaseNameOf(slug) + "/plugin.planted.things",
                        "qdrant/tenant_" + slug + "_planted",
                        "redis/adgenius:cache:" + slug + ":planted:value:one",
                        "redis/adgenius:session:planted-" + unique);

        erase();

        // Nodes write down by themselves that they have no pin of it any more.
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(left()).isEmpty());
        assertThat(TRACES.hasDatabase(Tenant.databaseNameOf(slug))).isFalse();
        assertThat(Stores.find(STORES.shared("audit"), eq("tenant", slug))).isEmpty();
        assertThat(Stores.find(STORES.shared("users"), eq("email", email)))
                .singleElement()
                .satisfies(user -> assertThat(user).doesNotContainKey("last_tenant"));
        HOST.signIn(email, PASSWORD).get("/auth/me").expect(200);
    }

    /** Where something of a tenant is left without a step, by its name. */
    private static final Map<String, List<String>> PLACES_OF_A_STEP = Map.of(
            "plugins", List.of("adgenius_public/plugins", "adgenius_public/plugin_refusals"),
            "sessions", List.of("redis/adgenius:session:planted-"),
            "last_tenants", List.of("adgenius_public/users"),
            "registrations", List.of("adgenius_public/registrations"),
            "audit", List.of("adgenius_public/audit_heads"),
            "shared_documents",
                    List.of(
                            "adgenius_public/memberships",
                            "adgenius_public/invitations",
                            "adgenius_public/api_tokens",
                            "adgenius_public/impersonations",
                            "adgenius_public/mail_outbox",
                            "adgenius_public/adgenius_messages",
                            "adgenius_public/dead_letters",
                            "adgenius_public/tenant_exports"),
            "cache", List.of("redis/adgenius:cache:"),
            "search", List.of("qdrant/tenant_"),
            "database", List.of("{database}/campaigns", "{database}/webhooks", "{database}/media.chunks"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plugins last_tenants audit cache database",
                "sessions registrations shared_documents search",
            })
    void whatAStepRemovesIsFoundWhereThatStepIsLeftOut(String steps) {
        List<String> leftOut = List.of(steps.split(" "));
        plant();

        erase(leftOut.toArray(String[]::new));

        // Nodes write down by themselves that they have no pin of it any more.
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            Set<String> left = left().keySet();
            PLACES_OF_A_STEP.forEach((step, places) -> places.forEach(place -> {
                String start = place.replace("{database}", Tenant.databaseNameOf(slug));
                assertThat(left.stream().anyMatch(found -> found.startsWith(start)))
                        .as("%s, by the step %s", start, step)
                        .isEqualTo(leftOut.contains(step));
            }));
        });
    }

    @Test
    void leavesAnotherTenantAsItWas() {
        TenantUnderTest other = HOST.newTenant();
        other.owner().post("/campaigns", Map.of("name", "Untouched")).expect(201);
        other.owner()
                .bytes("POST", "/assets", "image/png", Pictures.png(20, 10))
                .expect(201);
        PLUGIN.serve(other);
        other.owner()
                .put("/plugins/" + PLUGIN.id() + "/enabled", Map.of("enabled", false))
                .expect(200);
        Exported.ready(other.owner());
        plant();
        Map<String, List<String>> before = settled(other);

        erase();

        Map<String, List<String>> after = settled(other);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((place, documents) -> {
            if (!place.equals("shared/plugins") && !place.equals("shared/plugin_refusals")) {
                assertThat(documents).as(place).isEqualTo(before.get(place));
            }
        });
        assertThat(Stores.find(STORES.shared("plugins"), eq("_id", PLUGIN.id())))
                .singleElement()
                .satisfies(plugin ->
                        assertThat(plugin.get("tenants", Document.class)).containsEntry(other.slug(), true));
        assertThat(Stores.find(STORES.shared("plugin_refusals"), eq("_id", PLUGIN.id())))
                .singleElement()
                .satisfies(refusals -> assertThat(refusals.get("tenants", Document.class))
                        .containsKey(other.slug())
                        .doesNotContainKey(slug));
        other.owner().get("/campaigns").expect(200);
    }

    /** What a tenant has once nothing in the background writes any more. */
    private static Map<String, List<String>> settled(TenantUnderTest tenant) {
        String database = Tenant.databaseNameOf(tenant.slug());
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(300))
                .atMost(LIMIT)
                .until(
                        () -> List.of(TRACES.dump(tenant.slug(), database), TRACES.dump(tenant.slug(), database)),
                        twice -> twice.getFirst().equals(twice.getLast()))
                .getFirst();
    }

    @Test
    void goesOnWhereAWorkerDied() {
        plant();
        change(combine(
                set("deletion.final_at", past()),
                set("deletion.state", "erasing"),
                set("deletion.attempts", 1),
                set("deletion.lease_until", Date.from(Instant.now().plusSeconds(3_600)))));
        HOST.administrator().get("/admin/tenants/" + slug).expect(404);
        assertThat(TRACES.hasDatabase(Tenant.databaseNameOf(slug))).isTrue();

        change(combine(set("deletion.lease_until", past()), set("deletion.done", List.of("plugins"))));
        awaitErased();

        assertThat(TRACES.hasDatabase(Tenant.databaseNameOf(slug))).isFalse();
        assertThat(left().keySet())
                .as("what was taken for done is not done again, and the rest is")
                .contains("adgenius_public/plugins", "adgenius_public/plugin_refusals")
                .isSubsetOf("adgenius_public/plugins", "adgenius_public/plugin_refusals", "adgenius_public/nodes");
    }
}
