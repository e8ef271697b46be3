package com.adgenius.host.app.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.scope.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSettingsTest {

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient owner = tenant.owner();

    private String tag() {
        return owner.get("/tenant").expect(200).header("ETag").orElseThrow();
    }

    @Test
    void changeAtTheRevisionThatWasRead() {
        String read = tag();

        owner.patch("/tenant", Map.of("name", "Acme")).expect(428);
        ApiResponse changed = owner.with("If-Match", read)
                .patch("/tenant", Map.of("name", " Acme Ltd "))
                .expect(200);
        assertThat(owner.with("If-Match", read)
                        .patch("/tenant", Map.of("name", "Too late"))
                        .expect(412)
                        .text("code"))
                .isEqualTo("stale");

        assertThat(changed.text("name")).isEqualTo("Acme Ltd");
        assertThat(owner.get("/tenant").expect(200).text("name")).isEqualTo("Acme Ltd");
        assertThat(tag()).isEqualTo(changed.header("ETag").orElseThrow()).isNotEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000b"})
    void takeNoNameThatIsNone(String name) {
        ApiResponse refused = owner.with("If-Match", tag())
                .patch("/tenant", Map.of("name", name))
                .expect(422);

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "subscription_plan", "is_active", "domain", "db_name", "slug", "revision"})
    void leaveToThePlatformWhatIsThePlatforms(String field) {
        assertThat(owner.with("If-Match", tag())
                        .patch("/tenant", Map.of("name", "Acme", field, "other"))
                        .expect(400)
                        .text("code"))
                .isEqualTo("unknown_field");
    }

    @Test
    void areChangedByAdministratorsAlone() {
        for (Role role : List.of(Role.CLIENT, Role.VIEWER, Role.EDITOR)) {
            assertThat(host.newMember(tenant, role)
                            .with("If-Match", tag())
                            .patch("/tenant", Map.of("name", "Mine"))
                            .expect(403)
                            .text("code"))
                    .isEqualTo("role_required");
        }
        host.newMember(tenant, Role.ADMIN)
                .with("If-Match", tag())
                .patch("/tenant", Map.of("name", "Ours"))
                .expect(200);
    }

    @Test
    void areInTheAuditThatIsListed() {
        ApiResponse changed = owner.with("If-Match", tag())
                .patch("/tenant", Map.of("name", "Acme Ltd"))
                .expect(200);
        owner.post("/campaigns", Map.of("name", "Spring")).expect(201);

        JsonNode page = owner.get("/tenant/audit?page_size=1").expect(200).json();

        assertThat(page.required("count").asInt()).isEqualTo(2);
        assertThat(page.at("/results/0/action").asText()).as("the newest first").isEqualTo("campaign.created");
        assertThat(page.required("next").asText()).isEqualTo("/api/v1/tenant/audit?page=2&page_size=1");
        JsonNode entry = owner.get("/tenant/audit?action=tenant.changed")
                .expect(200)
                .json()
                .at("/results/0");
        assertThat(entry.at("/details/name").asText()).isEqualTo("Acme Ltd");
        assertThat(entry.at("/details/request_id").asText())
                .isEqualTo(changed.header("X-Request-Id").orElseThrow());
        assertThat(entry.path("actor_email").asText()).isEqualTo(tenant.email());
        assertThat(count(owner, "/tenant/audit?actor=" + tenant.email())).isEqualTo(2);
        assertThat(count(owner, "/tenant/audit?actor=nobody")).isZero();
        assertThat(count(owner, "/tenant/audit?subject=" + tenant.slug())).isEqualTo(1);
        assertThat(owner.get("/tenant/audit?ordering=sequence")
                        .expect(200)
                        .json()
                        .at("/results/0/action")
                        .asText())
                .isEqualTo("tenant.changed");
        owner.get("/tenant/audit?ordering=hash").expect(400);
    }

    @Test
    void areInNobodyElsesAudit() {
        TenantUnderTest other = host.newTenant();
        owner.with("If-Match", tag())
                .patch("/tenant", Map.of("name", "Acme Ltd"))
                .expect(200);

        assertThat(count(other.owner(), "/tenant/audit")).isZero();
        assertThat(count(other.owner(), "/tenant/audit?tenant=" + tenant.slug()))
                .as("the tenant is not the query's to say")
                .isZero();
        assertThat(count(host.administrator(), "/admin/audit?subject=" + tenant.slug()))
                .as("that it was made is the platform's own; the rest is the tenant's")
                .isEqualTo(1);
        assertThat(count(host.administrator(), "/admin/audit?tenant=" + tenant.slug()))
                .isEqualTo(1);
        owner.get("/admin/audit").expect(403);
        host.newMember(tenant, Role.EDITOR).get("/tenant/audit").expect(403);
    }

    private static int count(ApiClient client, String path) {
        return client.get(path).expect(200).json().required("count").asInt();
    }
}
