package com.adgenius.host.app.member;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EventConnection;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient owner = tenant.owner();

    private static ApiResponse make(ApiClient by, String role) {
        return by.post("/tokens", Map.of("name", "Nightly export", "role", role));
    }

    private ApiClient program(ApiResponse made) {
        return host.anonymous()
                .with("Authorization", "Bearer " + made.expect(201).text("secret"));
    }

    private static String id(ApiResponse made) {
        return made.json().at("/token/id").asText();
    }

    private static String userId(ApiClient client) {
        return client.get("/auth/me").expect(200).json().at("/user/id").asText();
    }

    @Test
    void letsAProgramAskForItsMakerWithItsRole() {
        ApiResponse made = make(owner, "viewer").expect(201);
        ApiClient program = program(made);

        assertThat(made.text("secret"))
                .matches("adg_[A-Za-z0-9_-]{43}")
                .startsWith(made.json().at("/token/beginning").asText());
        assertThat(made.header("Cache-Control")).contains("no-store");
        JsonNode me = program.get("/auth/me").expect(200).json();
        assertThat(me.at("/user/email").asText()).isEqualTo(tenant.email());
        assertThat(me.at("/tenant/role").asText()).isEqualTo("viewer");
        program.get("/campaigns").expect(200);
        assertThat(program.post("/campaigns", Map.of("name", "Spring"))
                        .expect(403)
                        .text("code"))
                .isEqualTo("role_required");
        program(make(owner, "editor"))
                .post("/campaigns", Map.of("name", "Spring"))
                .expect(201);
    }

    @Test
    void isShownOnceAndStoredAsAHash() {
        ApiResponse made = make(owner, "viewer").expect(201);
        String secret = made.text("secret");

        assertThat(owner.get("/tokens").expect(200).body()).contains(id(made)).doesNotContain(secret);
        assertThat(owner.get("/tokens/" + id(made)).expect(200).body()).doesNotContain(secret);
        assertThat(PublicDatabase.find("api_tokens", "_id", id(made)).toString())
                .contains("hash")
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource({"EDITOR, admin", "EDITOR, owner", "ADMIN, owner", "VIEWER, editor", "VIEWER, client"})
    void isNeverAboveItsMaker(Role maker, String role) {
        assertThat(make(host.newMember(tenant, maker), role).expect(403).text("code"))
                .isEqualTo("role_required");
    }

    @Test
    void isNeverAboveItsMakersPresentRole() {
        ApiClient maker = host.newMember(tenant, Role.EDITOR);
        String makerId = userId(maker);
        ApiClient program = program(make(maker, "editor"));
        program.post("/campaigns", Map.of("name", "Spring")).expect(201);

        owner.with("If-Match", "\"1\"")
                .patch("/tenant/members/" + makerId, Map.of("role", "viewer"))
                .expect(200);

        assertThat(program.post("/campaigns", Map.of("name", "Autumn"))
                        .expect(403)
                        .text("code"))
                .isEqualTo("role_required");
        program.get("/campaigns").expect(200);
        owner.with("If-Match", "\"2\"")
                .patch("/tenant/members/" + makerId, Map.of("role", "owner"))
                .expect(200);
        assertThat(program.get("/auth/me").expect(200).json().at("/tenant/role").asText())
                .as("nor above its own")
                .isEqualTo("editor");
    }

    @Test
    void endsWithItsMakersMembership() {
        ApiClient maker = host.newMember(tenant, Role.EDITOR);
        String makerId = userId(maker);
        ApiResponse made = make(maker, "editor");
        ApiClient program = program(made);
        program.get("/tenant").expect(200);

        owner.delete("/tenant/members/" + makerId).expect(204);

        program.get("/tenant").expect(401);
        Document stored = PublicDatabase.find("api_tokens", "_id", id(made)).getFirst();
        assertThat(stored).as("it does not come back with the member").containsKey("revoked_at");
    }

    @Test
    void isRefusedAtOnceWhenItIsRevoked() {
        ApiResponse made = make(owner, "viewer");
        ApiClient program = program(made);
        program.get("/tenant").expect(200);

        owner.delete("/tokens/" + id(made)).expect(204);

        assertThat(program.get("/tenant").expect(401).text("code")).isEqualTo("not_authenticated");
        owner.delete("/tokens/" + id(made)).expect(404);
        assertThat(owner.get("/tokens").expect(200).json().required("count").asInt())
                .isZero();
    }

    @Test
    void isRefusedByAnotherNodeAtOnce() {
        try (HostUnderTest other = HostUnderTest.start(configuration -> configuration)) {
            ApiResponse made = make(owner, "viewer").expect(201);
            ApiClient there = other.anonymous().with("Authorization", "Bearer " + made.text("secret"));
            there.get("/tenant").expect(200);

            owner.delete("/tokens/" + id(made)).expect(204);

            there.get("/tenant").expect(401);
        }
    }

    @Test
    void endsTheStreamThatItListensTo() {
        ApiResponse made = make(owner, "viewer");
        try (EventConnection stream = EventConnection.open(program(made), "/events")) {
            owner.delete("/tokens/" + id(made)).expect(204);
            stream.until(EventConnection.END);
        }
    }

    @Test
    void expires() {
        ApiResponse made = owner.post("/tokens", Map.of("name", "Short", "role", "viewer", "expires_in_days", 1))
                .expect(201);
        assertThat(Duration.between(
                        Instant.now(),
                        Instant.parse(made.json().at("/token/expires_at").asText())))
                .isBetween(Duration.ofHours(23), Duration.ofHours(24));
        ApiClient program = program(made);
        program.get("/tenant").expect(200);

        PublicDatabase.update(
                "api_tokens",
                eq("_id", id(made)),
                set("expires_at", Date.from(Instant.now().minusSeconds(1))));

        program.get("/tenant").expect(401);
        for (int days : List.of(0, -1, 366)) {
            owner.post("/tokens", Map.of("name", "Short", "role", "viewer", "expires_in_days", days))
                    .expect(422);
        }
    }

    @Test
    void isForItsTenantAlone() {
        TenantUnderTest other = host.newTenant();
        ApiResponse made = make(owner, "viewer");
        ApiClient program = program(made);

        program.with("Host", tenant.slug() + ".localhost").get("/tenant").expect(200);
        program.with("Host", other.slug() + ".localhost").get("/tenant").expect(404);
        assertThat(program.post("/auth/switch", Map.of("tenant", tenant.slug()))
                        .expect(403)
                        .text("code"))
                .isEqualTo("not_a_member");
        other.owner().get("/tokens/" + id(made)).expect(404);
        other.owner().delete("/tokens/" + id(made)).expect(404);
        program.get("/tenant").expect(200);
    }

    @Test
    void isSeenByItsMakerAndByAdministrators() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);
        ApiClient other = host.newMember(tenant, Role.EDITOR);
        String id = id(make(editor, "viewer").expect(201));

        editor.get("/tokens/" + id).expect(200);
        other.get("/tokens/" + id).expect(404);
        other.delete("/tokens/" + id).expect(404);
        assertThat(other.get("/tokens").expect(200).json().required("count").asInt())
                .isZero();
        assertThat(owner.get("/tokens").expect(200).json().required("count").asInt())
                .isEqualTo(1);
        host.newMember(tenant, Role.ADMIN).delete("/tokens/" + id).expect(204);
    }

    @Test
    void saysWhenItWasUsed() {
        ApiResponse made = make(owner, "viewer");
        assertThat(made.json().at("/token/last_used_at").isNull()).isTrue();

        program(made).get("/tenant").expect(200);

        assertThat(Instant.parse(owner.get("/tokens/" + id(made)).expect(200).text("last_used_at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adg_",
                "adg_pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxI",
                "adg_pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxIx",
                "ADG_pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxI",
                "adg_{\"$ne\":null}"
            })
    void isKnownByItsWholeText(String token) {
        assertThat(host.anonymous()
                        .with("Authorization", "Bearer " + token)
                        .get("/tenant")
                        .expect(401)
                        .text("code"))
                .isEqualTo("not_authenticated");
    }

    /** Of every route: what is for people who signed in is refused to a token though its role would do. */
    @TestFactory
    Stream<DynamicTest> decidesNotOnWhoHasAccess() {
        ApiClient program = program(make(owner, "owner"));
        List<InPerson> inPerson = InPerson.ofTenants(host);
        assertThat(inPerson.stream().map(InPerson::toString))
                .contains(
                        "POST /tokens",
                        "DELETE /tokens/{id}",
                        "PATCH /tenant/members/{id}",
                        "DELETE /tenant/members/{id}",
                        "POST /tenant/invitations",
                        "POST /auth/invitations/accept");
        return inPerson.stream()
                .map(route -> dynamicTest(
                        route.toString(),
                        () -> assertThat(route.askedBy(program).expect(403).text("code"))
                                .isEqualTo("sign_in_required")));
    }

    @Test
    void isRefusedBeyondTheBoundAndSaysWhatToDo() {
        for (int i = 0; i < 20; i++) {
            make(owner, "viewer").expect(201);
        }

        ApiResponse refused = make(owner, "viewer").expect(422);

        assertThat(refused.text("code")).isEqualTo("limit_reached");
        assertThat(refused.text("detail")).contains("20", "Revoke");
        assertThat(owner.get("/tokens").expect(200).json().required("count").asInt())
                .isEqualTo(20);
        make(host.newMember(tenant, Role.VIEWER), "viewer").expect(201);
    }

    @Test
    void isAuditedWithItsUse() {
        ApiResponse made = make(owner, "editor");
        program(made).post("/campaigns", Map.of("name", "Spring")).expect(201);
        owner.delete("/tokens/" + id(made)).expect(204);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(owner.get("/tenant/audit/export")
                                .expect(200)
                                .body()
                                .lines())
                        .hasSize(3));
        List<String> lines =
                owner.get("/tenant/audit/export").expect(200).body().lines().toList();
        assertThat(lines.get(0)).contains("\"token.created\"", "\"request_id\"", "\"address\"");
        assertThat(lines.get(1)).contains("\"campaign.created\"", "\"api_token\":\"" + id(made) + "\"");
        assertThat(lines.get(2)).contains("\"token.revoked\"");
    }
}
