package com.adgenius.host.app.member;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient owner = tenant.owner();

    private static String id(ApiClient client) {
        return client.get("/auth/me").expect(200).json().at("/user/id").asText();
    }

    private static String path(String id) {
        return "/tenant/members/" + id;
    }

    private static String tag(ApiClient client, String id) {
        return client.get(path(id)).expect(200).header("ETag").orElseThrow();
    }

    private static ApiResponse change(ApiClient by, String id, Map<String, ?> change) {
        return by.with("If-Match", tag(by, id)).patch(path(id), change);
    }

    private List<JsonNode> audit() {
        return owner().get("/tenant/audit/export")
                .expect(200)
                .body()
                .lines()
                .map(MemberTest::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The owner again, whose session may have ended. */
    private ApiClient owner() {
        return host.signIn(tenant.email(), tenant.password());
    }

    @Test
    void areListedWithTheirRoles() {
        String editor = id(host.newMember(tenant, Role.EDITOR));

        JsonNode page = owner.get("/tenant/members").expect(200).json();

        assertThat(page.required("count").asInt()).isEqualTo(2);
        assertThat(page.required("results").findValuesAsText("role")).containsExactly("owner", "editor");
        assertThat(page.at("/results/0/email").asText()).isEqualTo(tenant.email());
        assertThat(page.at("/results/1/user_id").asText()).isEqualTo(editor);
        owner.get("/tenant/members?ordering=email").expect(400);
        assertThat(owner.get("/tenant/members?ordering=-since&page_size=1")
                        .expect(200)
                        .json()
                        .at("/results/0/role")
                        .asText())
                .isEqualTo("editor");
    }

    @Test
    void getAnotherRoleAndSignInAnewForIt() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);
        String id = id(editor);
        editor.get("/tenant").expect(200);

        owner.patch(path(id), Map.of("role", "viewer")).expect(428);
        ApiResponse changed = change(owner, id, Map.of("role", "viewer")).expect(200);
        owner.with("If-Match", "\"1\"").patch(path(id), Map.of("role", "admin")).expect(412);

        assertThat(changed.text("role")).isEqualTo("viewer");
        assertThat(changed.header("ETag")).contains("\"2\"");
        assertThat(editor.get("/tenant").expect(401).text("code")).isEqualTo("not_authenticated");
        String email = changed.text("email");
        ApiClient again = host.signIn(email, tenant.password());
        assertThat(again.get("/auth/me").expect(200).json().at("/tenant/role").asText())
                .isEqualTo("viewer");
        assertThat(again.post("/campaigns", Map.of("name", "Spring"))
                        .expect(403)
                        .text("code"))
                .isEqualTo("role_required");
    }

    @Test
    void thatStayAsTheyAreKeepTheirSessions() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);

        ApiResponse same = change(owner, id(editor), Map.of("role", "editor")).expect(200);

        assertThat(same.header("ETag")).contains("\"1\"");
        editor.get("/tenant").expect(200);
    }

    @Test
    void giveNoRoleAboveTheirOwn() {
        ApiClient admin = host.newMember(tenant, Role.ADMIN);
        String viewer = id(host.newMember(tenant, Role.VIEWER));
        String ownerId = id(owner);

        for (ApiResponse refused : List.of(
                change(admin, viewer, Map.of("role", "owner")),
                change(admin, id(admin), Map.of("role", "owner")),
                change(admin, ownerId, Map.of("role", "viewer")),
                change(admin, ownerId, Map.of("is_active", false)),
                admin.delete(path(ownerId)))) {
            assertThat(refused.expect(403).text("code")).isEqualTo("role_required");
        }
        change(admin, viewer, Map.of("role", "admin")).expect(200);
        change(owner, viewer, Map.of("role", "owner")).expect(200);
    }

    @Test
    void keepAnOwner() {
        String ownerId = id(owner);

        for (ApiResponse refused : List.of(
                owner.delete(path(ownerId)),
                change(owner, ownerId, Map.of("role", "admin")),
                change(owner, ownerId, Map.of("is_active", false)))) {
            assertThat(refused.expect(409).text("code")).isEqualTo("last_owner");
        }
        ApiClient second = host.newMember(tenant, Role.OWNER);
        change(owner, ownerId, Map.of("role", "admin")).expect(200);
        assertThat(second.delete(path(id(second))).expect(409).text("code")).isEqualTo("last_owner");
        assertThat(second.get(path(ownerId)).expect(200).text("role")).isEqualTo("admin");
    }

    @Test
    void keepAnOwnerWhoCanWork() {
        ApiClient second = host.newMember(tenant, Role.OWNER);
        change(owner, id(second), Map.of("is_active", false)).expect(200);

        assertThat(owner.delete(path(id(owner))).expect(409).text("code")).isEqualTo("last_owner");
    }

    @RepeatedTest(5)
    void keepAnOwnerThoughAllLeaveAtOnce() {
        List<ApiClient> owners = List.of(owner, host.newMember(tenant, Role.OWNER), host.newMember(tenant, Role.OWNER));
        List<String> ids = owners.stream().map(MemberTest::id).toList();

        List<Integer> statuses = Stream.of(0, 1, 2)
                .parallel()
                .map(i -> owners.get(i).delete(path(ids.get(i))).status())
                .toList();

        assertThat(statuses)
                .containsAnyOf(409, 412)
                .allMatch(status -> List.of(204, 409, 412).contains(status));
        assertThat(PublicDatabase.find("memberships", "tenant", tenant.slug()).stream()
                        .filter(membership -> membership.getString("role").equals("owner"))
                        .filter(membership -> !membership.containsKey("removed_at")))
                .isNotEmpty()
                .allMatch(membership -> !membership.containsKey("stepping_down"));
    }

    @Test
    void stepDownAfterOneWasCutOffInBetween() {
        ApiClient second = host.newMember(tenant, Role.OWNER);
        String ownerId = id(owner);
        String secondId = id(second);
        mark(secondId, Instant.now());
        assertThat(owner.delete(path(ownerId)).expect(409).text("code"))
                .as("who is stepping down counts no more")
                .isEqualTo("last_owner");

        mark(secondId, Instant.now().minusSeconds(31));

        owner.delete(path(ownerId)).expect(204);
        assertThat(second.delete(path(secondId)).expect(409).text("code")).isEqualTo("last_owner");
    }

    private void mark(String userId, Instant at) {
        assertThat(PublicDatabase.update(
                        "memberships",
                        and(eq("user_id", userId), eq("tenant", tenant.slug())),
                        set("stepping_down", new Document("token", "lost").append("at", Date.from(at)))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CLIENT", "VIEWER", "EDITOR", "ADMIN"})
    void leaveWhenTheyWant(Role role) {
        ApiClient member = host.newMember(tenant, role);
        String id = id(member);

        member.delete(path(id)).expect(204);

        member.get("/tenant").expect(401);
        owner.get(path(id)).expect(404);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(PublicDatabase.find("memberships", "user_id", id))
                        .isEmpty());
    }

    @Test
    void areRemovedAtOnceAndWithAllTheyCouldDo() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);
        String id = id(editor);
        String email = owner.get(path(id)).expect(200).text("email");

        owner.with("If-Match", "\"7\"").delete(path(id)).expect(412);
        owner.with("If-Match", tag(owner, id)).delete(path(id)).expect(204);

        editor.get("/tenant").expect(401);
        owner.delete(path(id)).expect(404);
        ApiClient again = host.signIn(email, tenant.password());
        assertThat(again.get("/tenant").expect(403).text("code")).isEqualTo("tenant_required");
        assertThat(again.post("/auth/switch", Map.of("tenant", tenant.slug()))
                        .expect(403)
                        .text("code"))
                .isEqualTo("not_a_member");
    }

    @Test
    void removeNobodyElseBelowTheRoleAdmin() {
        String viewer = id(host.newMember(tenant, Role.VIEWER));

        for (Role role : List.of(Role.CLIENT, Role.VIEWER, Role.EDITOR)) {
            assertThat(host.newMember(tenant, role)
                            .delete(path(viewer))
                            .expect(403)
                            .text("code"))
                    .isEqualTo("role_required");
        }
        owner.get(path(viewer)).expect(200);
    }

    @Test
    void areDisabledAndLetInAgain() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);
        String id = id(editor);
        String email = owner.get(path(id)).expect(200).text("email");

        assertThat(change(owner, id, Map.of("is_active", false))
                        .expect(200)
                        .json()
                        .required("is_active")
                        .asBoolean())
                .isFalse();

        editor.get("/tenant").expect(401);
        assertThat(host.signIn(email, tenant.password())
                        .get("/tenant")
                        .expect(403)
                        .text("code"))
                .isEqualTo("tenant_required");
        change(owner, id, Map.of("is_active", true)).expect(200);
        host.signIn(email, tenant.password()).get("/tenant").expect(200);
    }

    @Test
    void ofAnotherTenantAreNotThere() {
        TenantUnderTest other = host.newTenant();
        String theirs = id(other.owner());

        owner.get(path(theirs)).expect(404);
        owner.with("If-Match", "\"1\"")
                .patch(path(theirs), Map.of("role", "viewer"))
                .expect(404);
        owner.delete(path(theirs)).expect(404);
        other.owner().get(path(theirs)).expect(200);
    }

    @Test
    void takeNothingBesideTheirFields() {
        String editor = id(host.newMember(tenant, Role.EDITOR));

        ApiClient seen = owner.with("If-Match", "\"1\"");
        assertThat(seen.patch(path(editor), Map.of("tenant", "other"))
                        .expect(400)
                        .text("code"))
                .isEqualTo("unknown_field");
        seen.patch(path(editor), Map.of()).expect(422);
        seen.patch(path(editor), Map.of("role", "emperor")).expect(400);
    }

    @Test
    void areAuditedWithAddressAndRequest() {
        String editor = id(host.newMember(tenant, Role.EDITOR));
        ApiResponse changed = change(owner, editor, Map.of("role", "viewer")).expect(200);
        owner.delete(path(editor)).expect(204);

        List<JsonNode> entries = audit();

        assertThat(entries)
                .extracting(entry -> entry.path("action").asText())
                .containsExactly("member.role_changed", "member.removed");
        JsonNode first = entries.getFirst();
        assertThat(first.path("actor_email").asText()).isEqualTo(tenant.email());
        assertThat(first.path("subject").asText()).isEqualTo("member/" + editor);
        assertThat(first.at("/details/before").asText()).isEqualTo("editor");
        assertThat(first.at("/details/after").asText()).isEqualTo("viewer");
        assertThat(first.at("/details/address").asText()).isNotEmpty();
        assertThat(first.at("/details/request_id").asText())
                .isEqualTo(changed.header("X-Request-Id").orElseThrow());
        assertThat(owner().get("/tenant/audit/verification")
                        .expect(200)
                        .json()
                        .at("/broken")
                        .isNull())
                .isTrue();
    }

    /** What a crash after the change and before the end of the sessions leaves. */
    @Test
    void areSignedOutThoughTheHostWasCutOff() {
        ApiClient editor = host.newMember(tenant, Role.EDITOR);
        String id = id(editor);
        editor.get("/tenant").expect(200);

        PublicDatabase.update(
                "memberships", eq("user_id", id), combine(set("role", "viewer"), set("ending", "a change")));

        await().atMost(LIMIT).until(() -> editor.get("/tenant").status() == 401);
        await().atMost(LIMIT)
                .until(() -> !PublicDatabase.find("memberships", "user_id", id)
                        .getFirst()
                        .containsKey("ending"));
    }
}
