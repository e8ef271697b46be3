package com.adgenius.host.app.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.scope.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each role may do, and what it may not: each pair is asked. */
class RoleMatrixTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final Map<Role, ApiClient> CLIENTS = new EnumMap<>(Role.class);
    private static final String UNKNOWN = "0198c0de-0000-7000-8000-000000000000";

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Set<Role> READERS = EnumSet.of(Role.VIEWER, Role.EDITOR, Role.ADMIN, Role.OWNER);
    private static final Set<Role> EDITORS = EnumSet.of(Role.EDITOR, Role.ADMIN, Role.OWNER);
    private static final Set<Role> REVIEWERS = EnumSet.of(Role.CLIENT, Role.EDITOR, Role.ADMIN, Role.OWNER);
    private static final Set<Role> ADMINISTRATORS = EnumSet.of(Role.ADMIN, Role.OWNER);

    @BeforeAll
    static void makeMembers() {
        for (Role role : Role.values()) {
            CLIENTS.put(role, HOST.newMember(TENANT, role));
        }
    }

    /** Something that can be tried again and again: what it names is not there, or it is made anew each time. */
    private record Attempt(String what, Set<Role> allowed, Function<ApiClient, ApiResponse> by) {}

    private static Attempt reads(String path, Set<Role> allowed) {
        return new Attempt("GET " + path, allowed, client -> client.get(path));
    }

    private static Attempt posts(String path, Object body, Set<Role> allowed) {
        return new Attempt("POST " + path, allowed, client -> client.post(path, body));
    }

    private static Attempt deletes(String path, Set<Role> allowed) {
        return new Attempt("DELETE " + path, allowed, client -> client.delete(path));
    }

    private static Attempt patches(String path, Object body, Set<Role> allowed) {
        return new Attempt(
                "PATCH " + path,
                allowed,
                client -> client.with("If-Match", "\"1\"").patch(path, body));
    }

    private static List<Attempt> attempts() {
        String member = "/tenant/members/" + UNKNOWN;
        String invitation = "/tenant/invitations/" + UNKNOWN;
        String campaign = "/campaigns/" + UNKNOWN;
        String creative = "/creatives/" + UNKNOWN;
        return List.of(
                reads("/tenant", ALL),
                reads("/tenant/members", READERS),
                reads(member, READERS),
                patches(member, Map.of("role", "viewer"), ADMINISTRATORS),
                deletes(member, ADMINISTRATORS),
                reads("/tenant/invitations", ADMINISTRATORS),
                reads(invitation, ADMINISTRATORS),
                new Attempt("POST /tenant/invitations", ADMINISTRATORS, RoleMatrixTest::invite),
                new Attempt(
                        "POST /tenant/members",
                        ADMINISTRATORS,
                        client -> client.post(
                                "/tenant/members",
                                Map.of("email", UUID.randomUUID() + "@guest.example", "role", "viewer"))),
                posts(invitation + "/resend", "", ADMINISTRATORS),
                deletes(invitation, ADMINISTRATORS),
                reads("/tokens", READERS),
                posts("/tokens", Map.of("name", "A program", "role", "viewer"), READERS),
                deletes("/tokens/" + UNKNOWN, READERS),
                reads("/campaigns", ALL),
                reads(campaign, ALL),
                posts("/campaigns", Map.of("name", "Spring"), EDITORS),
                patches(campaign, Map.of("name", "Autumn"), EDITORS),
                deletes(campaign, EDITORS),
                reads("/creatives", ALL),
                reads(creative, ALL),
                posts("/creatives", Map.of("kind", "text", "prompt", "A shoe"), EDITORS),
                patches(creative, Map.of("name", "Autumn"), EDITORS),
                deletes(creative, EDITORS),
                posts(creative + "/approve", Map.of("content_hash", "0".repeat(64)), REVIEWERS),
                posts(creative + "/reject", Map.of("content_hash", "0".repeat(64), "reason", "Too blue"), REVIEWERS),
                reads("/tenant/audit/export", ADMINISTRATORS));
    }

    private static ApiResponse invite(ApiClient client) {
        return client.post(
                "/tenant/invitations", Map.of("email", UUID.randomUUID() + "@guest.example", "role", "viewer"));
    }

    @TestFactory
    Stream<DynamicTest> mayAndMayNot() {
        return attempts().stream()
                .flatMap(attempt -> ALL.stream()
                        .map(role -> dynamicTest(role.value() + " " + attempt.what(), () -> check(attempt, role))));
    }

    private static void check(Attempt attempt, Role role) {
        ApiResponse response = attempt.by().apply(CLIENTS.get(role));
        if (attempt.allowed().contains(role)) {
            assertThat(response.status()).as(response.body()).isNotIn(401, 403);
        } else {
            assertThat(response.status()).as(response.body()).isEqualTo(403);
            assertThat(response.text("code")).isEqualTo("role_required");
        }
    }

    /** The control: what is allowed works where the thing is there, so that "not refused" means something. */
    @Test
    void whatIsAllowedIsDone() {
        invite(CLIENTS.get(Role.ADMIN)).expect(201);
        CLIENTS.get(Role.EDITOR).post("/campaigns", Map.of("name", "Spring")).expect(201);
        CLIENTS.get(Role.VIEWER).get("/tenant/members").expect(200);
        CLIENTS.get(Role.CLIENT).get("/creatives").expect(200);
    }

    @TestFactory
    Stream<DynamicTest> nobodyInvitesAboveTheirOwnRole() {
        return ADMINISTRATORS.stream()
                .flatMap(own -> ALL.stream()
                        .map(given -> dynamicTest(own.value() + " gives " + given.value(), () -> {
                            ApiResponse response = CLIENTS.get(own)
                                    .post(
                                            "/tenant/invitations",
                                            Map.of(
                                                    "email",
                                                    UUID.randomUUID() + "@guest.example",
                                                    "role",
                                                    given.value()));
                            assertThat(response.status()).as(response.body()).isEqualTo(own.covers(given) ? 201 : 403);
                        })));
    }
}
