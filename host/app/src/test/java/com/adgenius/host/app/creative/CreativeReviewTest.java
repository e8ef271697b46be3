package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EventConnection;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.scope.Role;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Approving and rejecting: a decision is about what its maker saw, and any change voids it. */
class CreativeReviewTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final ScriptedGenerator TEXT = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT);

    private final ApiClient owner = TENANT.owner();
    private final Studio studio = new Studio(owner);
    private final JsonNode made = studio.make(TEXT, "An old pond");
    private final String id = made.path("id").asText();
    private final String hash = made.path("content_hash").asText();

    private ApiClient current(ApiClient client) {
        return client.with(
                "If-Match",
                client.get("/creatives/" + id).expect(200).header("ETag").orElseThrow());
    }

    private JsonNode approve() {
        return owner.post("/creatives/" + id + "/approve", Map.of("content_hash", hash))
                .expect(200)
                .json();
    }

    private String status() {
        return studio.read(id).at("/approval/status").asText();
    }

    @Test
    void nobodyHasDecidedAboutWhatWasJustMade() {
        assertThat(made.at("/approval/status").asText()).isEqualTo("none");
        assertThat(made.at("/approval/by").isNull()).isTrue();
        assertThat(hash).matches("[0-9a-f]{64}");
    }

    @Test
    void isApprovedByItsHashOrItsRevision() {
        JsonNode approved = approve();
        JsonNode again = current(owner)
                .post("/creatives/" + id + "/approve", Map.of())
                .expect(200)
                .json();

        assertThat(approved.at("/approval/status").asText()).isEqualTo("approved");
        assertThat(approved.at("/approval/content_hash").asText()).isEqualTo(hash);
        assertThat(approved.at("/approval/by").asText())
                .isEqualTo(owner.get("/auth/me").json().at("/user/id").asText());
        assertThat(again.path("revision").asLong())
                .isEqualTo(approved.path("revision").asLong() + 1);
        assertThat(owner.get("/creatives?approval=approved&page_size=100")
                        .json()
                        .path("results")
                        .findValuesAsText("id"))
                .contains(id);
    }

    @Test
    void isRejectedWithAReason() {
        JsonNode rejected = current(owner)
                .post("/creatives/" + id + "/reject", Map.of("reason", " Too wet. "))
                .expect(200)
                .json();

        assertThat(rejected.at("/approval/status").asText()).isEqualTo("rejected");
        assertThat(rejected.at("/approval/reason").asText()).isEqualTo("Too wet.");
        for (Map<String, String> body : List.of(Map.of("reason", " "), Map.of("content_hash", hash))) {
            assertThat(current(owner)
                            .post("/creatives/" + id + "/reject", body)
                            .expect(422)
                            .json()
                            .at("/errors/0/field")
                            .asText())
                    .isEqualTo("reason");
        }
    }

    @Test
    void nobodyDecidesAboutWhatHeHasNotSeen() {
        ApiClient stale = current(owner);
        current(owner)
                .patch("/creatives/" + id, Map.of("content", List.of(copy("toad"))))
                .expect(200);

        assertThat(owner.post("/creatives/" + id + "/approve", Map.of())
                        .expect(428)
                        .text("code"))
                .isEqualTo("precondition_required");
        assertThat(stale.post("/creatives/" + id + "/approve", Map.of())
                        .expect(412)
                        .text("code"))
                .isEqualTo("stale");
        assertThat(owner.post("/creatives/" + id + "/approve", Map.of("content_hash", hash))
                        .expect(409)
                        .text("code"))
                .isEqualTo("conflict");
        assertThat(owner.post("/creatives/" + id + "/reject", Map.of("reason", "x", "content_hash", "0".repeat(64)))
                        .expect(409)
                        .text("code"))
                .isEqualTo("conflict");
        assertThat(status()).isEqualTo("none");
    }

    private Map<String, Object> copy(String line) {
        return Map.of("format", TEXT.format(), "fields", Map.of("lines", List.of(line)));
    }

    @TestFactory
    Stream<DynamicTest> anyChangeVoidsAnApproval() {
        Map<String, Map<String, Object>> changes = Map.of(
                "its texts", Map.of("content", List.of(copy("toad"))),
                "its name", Map.of("name", "Pond"),
                "its tags", Map.of("tags", List.of("toad")));
        return changes.entrySet().stream()
                .map(change -> dynamicTest(change.getKey(), () -> {
                    CreativeReviewTest fresh = new CreativeReviewTest();
                    fresh.approve();
                    assertThat(fresh.status()).isEqualTo("approved");

                    JsonNode changed = fresh.current(owner)
                            .patch("/creatives/" + fresh.id, change.getValue())
                            .expect(200)
                            .json();

                    assertThat(changed.at("/approval/status").asText()).isEqualTo("voided");
                    assertThat(changed.at("/approval/content_hash").asText()).isEqualTo(fresh.hash);
                    assertThat(fresh.status()).isEqualTo("voided");
                }));
    }

    @Test
    void whatChangesNothingVoidsNothing() {
        JsonNode approved = approve();

        JsonNode same = current(owner)
                .patch(
                        "/creatives/" + id,
                        Map.of("name", "An old pond", "tags", List.of("frog"), "content", List.of(copy("frog 1"))))
                .expect(200)
                .json();

        assertThat(same).isEqualTo(approved);
    }

    @Test
    void theSameContentHasTheSameHashAndAnotherHasAnother() {
        JsonNode changed = current(owner)
                .patch("/creatives/" + id, Map.of("content", List.of(copy("toad"))))
                .expect(200)
                .json();
        JsonNode back = current(owner)
                .patch("/creatives/" + id, Map.of("content", List.of(copy("frog 1"))))
                .expect(200)
                .json();

        assertThat(changed.path("content_hash").asText()).isNotEqualTo(hash);
        assertThat(back.path("content_hash").asText()).isEqualTo(hash);
    }

    @Test
    void onlyWhatIsReadyIsDecidedAbout() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        ScriptedGenerator slow = ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, _) -> {
                    end.await();
                    return Scripts.copy(request, "frog");
                })
                .serve(TENANT);
        String waiting = studio.ask(slow, "A long one");

        ApiResponse refused = owner.post("/creatives/" + waiting + "/approve", Map.of("content_hash", hash));
        end.countDown();

        assertThat(refused.expect(409).text("detail")).contains("only a ready one");
        studio.await(waiting, "ready");
    }

    @TestFactory
    Stream<DynamicTest> clientsAndEditorsDecideAndViewersDoNot() {
        return Stream.of(Role.CLIENT, Role.VIEWER, Role.EDITOR, Role.ADMIN)
                .map(role -> dynamicTest(role.value(), () -> {
                    ApiClient member = HOST.newMember(TENANT, role);
                    List<Function<ApiClient, ApiResponse>> decisions = List.of(
                            client -> client.post("/creatives/" + id + "/approve", Map.of("content_hash", hash)),
                            client -> client.post(
                                    "/creatives/" + id + "/reject", Map.of("content_hash", hash, "reason", "No.")));
                    for (Function<ApiClient, ApiResponse> decision : decisions) {
                        ApiResponse response = decision.apply(member).expect(role == Role.VIEWER ? 403 : 200);
                        if (role == Role.VIEWER) {
                            assertThat(response.text("code")).isEqualTo("role_required");
                        }
                    }
                }));
    }

    @Test
    void aClientReadsAndDecidesAndDoesNothingElse() {
        ApiClient client = HOST.newMember(TENANT, Role.CLIENT);
        client.get("/creatives").expect(200);
        client.get("/creatives/" + id).expect(200);
        client.get("/creatives/" + id + "/content").expect(200);
        client.get("/creatives/" + id + "/history/1").expect(200);
        for (ApiResponse refused : List.of(
                current(client).patch("/creatives/" + id, Map.of("name", "Mine")),
                client.delete("/creatives/" + id),
                client.post("/creatives/" + id + "/restore", ""),
                client.post("/creatives/" + id + "/retry", ""),
                client.post("/creatives/" + id + "/cancel", ""),
                client.post("/creatives", TEXT.request("Mine")),
                client.get("/tenant/audit/export"))) {
            assertThat(refused.expect(403).text("code")).isEqualTo("role_required");
        }
    }

    @Test
    void aDecisionOfAnotherTenantIsNotFound() {
        ApiClient other = HOST.newTenant().owner();
        other.post("/creatives/" + id + "/approve", Map.of("content_hash", hash))
                .expect(404);
        other.post("/creatives/" + id + "/reject", Map.of("content_hash", hash, "reason", "x"))
                .expect(404);
        other.post("/creatives/" + id + "/restore", "").expect(404);
        other.get("/creatives/" + id + "/history/1").expect(404);
        assertThat(status()).isEqualTo("none");
        approve();
    }

    @Test
    void decisionsAreToldAndAudited() {
        try (EventConnection events = EventConnection.open(owner, "/events")) {
            approve();
            owner.post("/creatives/" + id + "/reject", Map.of("content_hash", hash, "reason", "Too wet."))
                    .expect(200);
            current(owner).patch("/creatives/" + id, Map.of("name", "Pond")).expect(200);

            List<EventConnection.Received> told =
                    events.until(event -> event.about().equals("creative.updated " + id));
            assertThat(told)
                    .extracting(EventConnection.Received::about)
                    .containsSubsequence(
                            "creative.approved " + id, "creative.rejected " + id, "creative.updated " + id);
            assertThat(told.getLast().data().at("/data/changed/0").asText()).isEqualTo("name");
        }
        assertThat(owner.get("/creatives/" + id + "/history")
                        .json()
                        .path("results")
                        .findValuesAsText("type"))
                .endsWith("creative.approved", "creative.rejected", "creative.updated");
        assertThat(owner.get("/tenant/audit/export").expect(200).body().lines())
                .filteredOn(line -> line.contains("creative/" + id))
                .extracting(line -> line.replaceAll(".*\"action\":\"([^\"]*)\".*", "$1"))
                .containsExactly("creative.requested", "creative.approved", "creative.rejected", "creative.updated");
        assertThat(owner.get("/tenant/audit/verification")
                        .expect(200)
                        .json()
                        .required("broken")
                        .isNull())
                .isTrue();
    }

    @Test
    void ofManyAtOnceEachDecisionIsWholeAndTheLastOneStands() throws InterruptedException {
        List<Thread> deciders = Stream.of("approve", "reject", "approve", "reject")
                .map(verb -> Thread.ofVirtual()
                        .start(() -> owner.post(
                                "/creatives/" + id + "/" + verb,
                                verb.equals("approve")
                                        ? Map.of("content_hash", hash)
                                        : Map.of("content_hash", hash, "reason", "No."))))
                .toList();
        for (Thread decider : deciders) {
            decider.join();
        }

        JsonNode after = studio.read(id);
        List<String> types = owner.get("/creatives/" + id + "/history")
                .json()
                .path("results")
                .findValuesAsText("type");
        assertThat("creative." + after.at("/approval/status").asText()).isEqualTo(types.getLast());
        assertThat(after.at("/approval/reason").asText().isEmpty())
                .isEqualTo(after.at("/approval/status").asText().equals("approved"));
    }
}
