package com.adgenius.host.app.leaving;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.Pictures;
import com.adgenius.host.app.testing.QuickHost;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an owner takes away. */
class TenantExportTest {

    private static final HostUnderTest HOST = QuickHost.start();
    private static final Stores STORES = new Stores();
    private static final String SEALED = "v1:" + Base64.getEncoder().encodeToString(new byte[40]);

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();

    @AfterAll
    static void close() {
        STORES.close();
        HOST.close();
    }

    private String picture() {
        return owner.bytes("POST", "/assets", "image/png", Pictures.png(20, 10))
                .expect(201)
                .text("id");
    }

    private void work() {
        owner.post("/campaigns", Map.of("name", "Königswetter")).expect(201);
        picture();
        picture();
    }

    @Test
    void holdsEveryCollectionAndTheMediaWithTheirHashes() {
        work();

        Exported export = Exported.by(owner);

        JsonNode manifest = export.manifest();
        assertThat(manifest.path("format").asText()).isEqualTo("adgenius-tenant-export");
        assertThat(manifest.path("format_version").asInt()).isEqualTo(1);
        assertThat(manifest.path("export_id").asText()).isEqualTo(export.id());
        assertThat(manifest.at("/tenant/slug").asText()).isEqualTo(tenant.slug());
        assertThat(manifest.at("/tenant/name").asText()).isEqualTo("Tenant " + tenant.slug());
        assertThat(Instant.parse(manifest.path("started_at").asText()))
                .isBeforeOrEqualTo(Instant.parse(manifest.path("finished_at").asText()));
        Set<String> named = new HashSet<>(Set.of("manifest.json"));
        long documents = 0;
        for (JsonNode file : manifest.path("files")) {
            String path = file.path("path").asText();
            byte[] bytes = export.files().get(path);
            assertThat(named.add(path)).as(path).isTrue();
            assertThat(file.path("sha256").asText()).as(path).isEqualTo(Exported.sha256(bytes));
            assertThat(file.path("size").asLong()).as(path).isEqualTo(bytes.length);
            if (path.endsWith(".jsonl")) {
                assertThat(file.path("documents").asLong())
                        .as(path)
                        .isEqualTo(export.text(path).lines().count());
                documents += file.path("documents").asLong();
            }
        }
        assertThat(export.files().keySet()).isEqualTo(named);
        assertThat(manifest.at("/counts/documents").asLong()).isEqualTo(documents);
        assertThat(manifest.at("/counts/media").asLong()).isEqualTo(2);
        assertThat(manifest.at("/counts/files").asLong())
                .isEqualTo(manifest.path("files").size());
        assertThat(export.text("collections/campaigns.jsonl")).contains("Königswetter");
        assertThat(export.text("shared/members.jsonl").lines())
                .singleElement()
                .asString()
                .contains(tenant.email(), "\"owner\"");
        assertThat(export.text("shared/tenant.jsonl")).contains("Tenant " + tenant.slug());
        assertThat(export.text("shared/audit.jsonl")).contains("tenant.export_requested", export.id());
        assertThat(export.files().keySet().stream().filter(path -> path.startsWith("media/")))
                .hasSize(2)
                .allSatisfy(path -> assertThat(path).endsWith(".png"));
    }

    @Test
    void leavesOutWhatNobodyShouldTakeAway() {
        Stores.insert(
                STORES.of(tenant.slug(), "planted"),
                new Document("_id", "one")
                        .append("password", "hunter2")
                        .append("tokens", 7)
                        .append("note", "before " + SEALED + " after")
                        .append("deep", List.of(new Document("access_token", "bearer").append("kept", "visible"))));
        Stores.insert(
                STORES.of(tenant.slug(), "plugin_settings"),
                new Document("_id", "planted")
                        .append("enabled", true)
                        .append("wish", 0L)
                        .append("settings", "{}")
                        .append("secrets", "{\"api_key\":\"" + SEALED + "\"}")
                        .append("revision", 1L));
        Document user =
                Stores.find(STORES.shared("users"), eq("email", tenant.email())).getFirst();
        owner.with("Idempotency-Key", "remembered")
                .post("/campaigns", Map.of("name", "Answered"))
                .expect(201);

        Exported export = Exported.by(owner);

        assertThat(export.text("collections/planted.jsonl"))
                .contains("\"tokens\": 7", "before (left out) after", "visible")
                .doesNotContain("hunter2", "bearer", "access_token", "password");
        assertThat(export.text("collections/plugin_settings.jsonl")).contains("planted");
        assertThat(export.allText()).doesNotContain(SEALED, user.getString("password"), "api_key");
        assertThat(export.files()).doesNotContainKey("collections/idempotency.jsonl");
        assertThat(export.manifest().path("left_out").toString()).contains("idempotency", "tokens");
    }

    @Test
    void saysWhoCouldComeInAndWhoDidWithoutWhatTheyCameInBy() {
        ApiResponse invited = owner.post(
                        "/tenant/invitations", Map.of("email", tenant.email() + ".guest", "role", "viewer"))
                .expect(201);
        ApiResponse program = owner.post("/tokens", Map.of("name", "A program", "role", "viewer"))
                .expect(201);
        ApiResponse revoked = owner.post("/tokens", Map.of("name", "Another", "role", "viewer"))
                .expect(201);
        owner.delete("/tokens/" + revoked.json().at("/token/id").asText()).expect(204);
        Document user =
                Stores.find(STORES.shared("users"), eq("email", tenant.email())).getFirst();
        ApiResponse looked = HOST.administrator()
                .post(
                        "/admin/impersonations",
                        Map.of("tenant", tenant.slug(), "user_id", user.getString("_id"), "reason", "A question"))
                .expect(201);
        String hook = owner.post(
                        "/webhooks", Map.of("url", "http://127.0.0.1:9/in", "events", List.of("creative.generated")))
                .expect(201)
                .text("secret");
        TenantUnderTest other = HOST.newTenant();
        other.owner()
                .post("/tokens", Map.of("name", "Elsewhere", "role", "viewer"))
                .expect(201);

        Exported export = Exported.by(owner);

        assertThat(export.lines("shared/invitations.jsonl")).singleElement().satisfies(line -> {
            assertThat(line.path("id").asText()).isEqualTo(invited.text("id"));
            assertThat(line.path("email").asText()).isEqualTo(tenant.email() + ".guest");
            assertThat(line.path("state").asText()).isEqualTo("open");
            assertThat(line.path("expires_at").asText()).isEqualTo(invited.text("expires_at"));
        });
        assertThat(export.lines("shared/api_tokens.jsonl"))
                .extracting(line -> line.path("name").asText() + " " + line.has("revoked_at"))
                .containsExactly("A program false", "Another true");
        assertThat(export.lines("shared/impersonations.jsonl")).singleElement().satisfies(line -> {
            assertThat(line.path("user_id").asText()).isEqualTo(user.getString("_id"));
            assertThat(line.path("reason").asText()).isEqualTo("A question");
            assertThat(line.path("administrator_email").asText()).contains("@");
        });
        assertThat(export.allText()).contains("http://127.0.0.1:9/in").doesNotContain("Elsewhere");
        for (String secret : List.of(program.text("secret"), revoked.text("secret"), looked.text("secret"), hook)) {
            assertThat(export.allText()).doesNotContain(secret);
        }
        for (String collection : List.of("api_tokens", "impersonations")) {
            for (Document kept : Stores.find(STORES.shared(collection), eq("tenant", tenant.slug()))) {
                assertThat(export.allText()).doesNotContain(kept.getString("hash"));
            }
        }
        assertThat(export.allText())
                .doesNotContain(Stores.find(STORES.shared("invitations"), eq("tenant", tenant.slug()))
                        .getFirst()
                        .getString("secret"));
    }

    @Test
    void isForTheOwnerOfThatTenantAlone() {
        String id = Exported.ready(owner);
        ApiClient administrator = HOST.newMember(tenant, Role.ADMIN);
        ApiClient stranger = HOST.newTenant().owner();

        for (String path : List.of("/tenant/exports", "/tenant/exports/" + id, "/tenant/exports/" + id + "/content")) {
            assertThat(administrator.get(path).expect(403).text("code")).isEqualTo("role_required");
        }
        administrator.post("/tenant/exports", "").expect(403);
        stranger.get("/tenant/exports/" + id).expect(404);
        stranger.get("/tenant/exports/" + id + "/content").expect(404);
        assertThat(stranger.get("/tenant/exports")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
        JsonNode own = owner.get("/tenant/exports").expect(200).json();
        assertThat(own.path("results").findValuesAsText("id")).containsExactly(id);
    }

    @Test
    void comesWholeAndInParts() {
        Exported export = Exported.by(owner);
        String path = "/tenant/exports/" + export.id() + "/content";

        ApiResponse whole = owner.get(path).expect(200);
        assertThat(whole.header("Content-Type")).contains("application/zip");
        assertThat(whole.header("Content-Disposition").orElse("")).contains("attachment", tenant.slug(), ".zip");
        assertThat(whole.header("ETag")).contains("\"" + Exported.sha256(export.zip()) + "\"");
        ApiResponse part = owner.with("Range", "bytes=10-29").get(path).expect(206);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(export.zip(), 10, 30));
        assertThat(part.header("Content-Range")).contains("bytes 10-29/" + export.zip().length);
        owner.with("Range", "bytes=" + export.zip().length + "-").get(path).expect(416);
        owner.with("If-None-Match", whole.header("ETag").orElseThrow())
                .get(path)
                .expect(304);
        JsonNode read = owner.get("/tenant/exports/" + export.id()).json();
        assertThat(read.path("sha256").asText()).isEqualTo(Exported.sha256(export.zip()));
        assertThat(read.path("size").asInt()).isEqualTo(export.zip().length);
        assertThat(read.at("/progress/fraction").asDouble()).isEqualTo(1.0);
        assertThat(read.at("/progress/documents").asLong()).isPositive();
        assertThat(Duration.between(
                        Instant.parse(read.path("finished_at").asText()),
                        Instant.parse(read.path("kept_until").asText())))
                .isEqualTo(Duration.ofDays(7));
    }

    private Document running(String id, int attempts, Instant leaseUntil) {
        return new Document("_id", id)
                .append("tenant", tenant.slug())
                .append("open", tenant.slug())
                .append("state", "running")
                .append("requested_by", "somebody")
                .append("requested_by_email", "somebody@example.com")
                .append("requested_at", Date.from(Instant.now().minusSeconds(60)))
                .append("attempts", attempts)
                .append("file_id", "left-behind")
                .append("lease_until", Date.from(leaseUntil));
    }

    @Test
    void isOneAtATime() {
        String id = TimeOrderedId.next();
        Stores.insert(
                STORES.shared("tenant_exports"), running(id, 1, Instant.now().plusSeconds(3_600)));

        ApiResponse second = owner.post("/tenant/exports", "").expect(409);

        assertThat(second.text("code")).isEqualTo("conflict");
        assertThat(owner.get("/tenant/exports/" + id + "/content").expect(409).text("detail"))
                .contains("running");
        assertThat(owner.get("/tenant/exports").json().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void isMadeAnewWhereItsWorkerDied() {
        String id = TimeOrderedId.next();
        Stores.insert(
                STORES.of(tenant.slug(), "exports.chunks"),
                new Document("files_id", "left-behind").append("n", 0).append("data", new Binary(new byte[10])));
        Stores.insert(
                STORES.shared("tenant_exports"), running(id, 1, Instant.now().minusSeconds(1)));

        JsonNode export = Exported.await(owner, id);

        assertThat(export.path("state").asText()).isEqualTo("ready");
        assertThat(Exported.of(owner, id).manifest().path("export_id").asText()).isEqualTo(id);
        assertThat(Stores.find(STORES.of(tenant.slug(), "exports.chunks"), eq("files_id", "left-behind")))
                .isEmpty();
        Exported.ready(owner);
    }

    @Test
    void isGivenUpWhereWorkersDieOfIt() {
        String id = TimeOrderedId.next();
        Stores.insert(
                STORES.shared("tenant_exports"), running(id, 3, Instant.now().minusSeconds(1)));

        JsonNode export = Exported.await(owner, id);

        assertThat(export.path("state").asText()).isEqualTo("failed");
        assertThat(export.at("/problem/code").asText()).isEqualTo("worker_died");
        Exported.ready(owner);
    }

    @Test
    void isLimitedInADay() {
        for (int i = 0; i < 5; i++) {
            Exported.ready(owner);
        }

        ApiResponse sixth = owner.post("/tenant/exports", "").expect(429);

        assertThat(Integer.parseInt(sixth.header("Retry-After").orElseThrow())).isBetween(86_000, 86_401);
    }

    @Test
    void goesAfterAWeek() {
        String old = Exported.ready(owner);
        String young = Exported.ready(owner);
        Stores.update(
                STORES.shared("tenant_exports"),
                eq("_id", old),
                set(
                        "finished_at",
                        Date.from(Instant.now().minus(Duration.ofDays(7)).minusSeconds(1))));

        try (HostUnderTest _ = QuickHost.start()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> owner.get("/tenant/exports/" + old).status() == 404);
        }

        assertThat(Stores.find(STORES.of(tenant.slug(), "exports.files"), new Document()))
                .hasSize(1);
        owner.get("/tenant/exports/" + young + "/content").expect(200);
    }
}
