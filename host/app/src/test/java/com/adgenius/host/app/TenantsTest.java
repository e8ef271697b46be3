package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsTest {

    private final HostUnderTest host = HostUnderTest.shared();
    private final ApiClient administrator = host.administrator();

    private static Map<String, Object> tenant(String slug) {
        return Map.of(
                "slug",
                slug,
                "name",
                "A tenant",
                "owner",
                Map.of("email", "Owner@" + slug + ".Example", "password", "long enough for all"));
    }

    @Test
    void makesATenantWhoseOwnerSignsInAtOnce() {
        String slug = "n" + UUID.randomUUID().toString().substring(0, 8);

        ApiResponse made = administrator.post("/admin/tenants", tenant(slug)).expect(201);

        assertThat(made.header("Location")).contains("/api/v1/admin/tenants/" + slug);
        assertThat(made.text("domain")).isEqualTo(slug + ".localhost");
        assertThat(made.json().required("is_active").asBoolean()).isTrue();
        assertThat(host.signIn("owner@" + slug + ".example", "long enough for all")
                        .get("/tenant")
                        .expect(200)
                        .text("name"))
                .isEqualTo("A tenant");
    }

    @Test
    void refusesASecondTenantOfTheSameId() {
        TenantUnderTest there = host.newTenant();

        assertThat(administrator
                        .post("/admin/tenants", tenant(there.slug()))
                        .expect(409)
                        .text("code"))
                .isEqualTo("already_exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "www", "a", "1acme", "Acme", "acme_1", "ac/me", "", "acme.test"})
    void refusesIdsThatAreReservedOrMalformed(String slug) {
        ApiResponse refused = administrator
                .post(
                        "/admin/tenants",
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                "N",
                                "owner",
                                Map.of("email", "a@b.c", "password", "long enough for all")))
                .expect(422);

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("slug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eleven char", "123456789012", "owner@pond.example", "Pond-Pond-Pond"})
    void refusesThePasswordsThatARegistrationRefuses(String password) {
        ApiResponse refused = administrator
                .post(
                        "/admin/tenants",
                        Map.of(
                                "slug",
                                "pond",
                                "name",
                                "Pond",
                                "owner",
                                Map.of("email", "owner@pond.example", "password", password)))
                .expect(422);

        assertThat(refused.json().required("errors").findValuesAsText("field")).containsExactly("owner.password");
    }

    @Test
    void neverReplacesThePasswordOfAnOwnerWhoIsKnown() {
        TenantUnderTest there = host.newTenant();
        administrator
                .post(
                        "/admin/tenants",
                        Map.of(
                                "slug",
                                "c" + there.slug(),
                                "name",
                                "Taken over?",
                                "owner",
                                Map.of("email", there.email(), "password", "attacker's password")))
                .expect(201);

        host.anonymous()
                .post("/auth/jwt/create", Map.of("email", there.email(), "password", "attacker's password"))
                .expect(401);
        assertThat(host.signIn(there.email(), there.password())).isNotNull();
    }

    @Test
    void suspendsATenantAndLetsItInAgain() {
        TenantUnderTest there = host.newTenant();
        String path = "/admin/tenants/" + there.slug();
        String tag = administrator.get(path).expect(200).header("ETag").orElseThrow();

        administrator.patch(path, Map.of("is_active", false)).expect(428);
        ApiResponse suspended = administrator
                .with("If-Match", tag)
                .patch(path, Map.of("is_active", false))
                .expect(200);

        assertThat(host.signIn(there.email(), there.password()).get("/tenant").status())
                .isEqualTo(403);
        administrator
                .with("If-Match", tag)
                .patch(path, Map.of("is_active", true))
                .expect(412);
        administrator
                .with("If-Match", suspended.header("ETag").orElseThrow())
                .patch(path, Map.of("is_active", true))
                .expect(200);
        assertThat(host.signIn(there.email(), there.password()).get("/tenant").status())
                .isEqualTo(200);
    }

    @Test
    void listsTenantsInPages() {
        host.newTenant();
        host.newTenant();

        ApiResponse page = administrator
                .get("/admin/tenants?page_size=1&ordering=-created_on")
                .expect(200);

        assertThat(page.json().required("count").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(page.json().required("results")).hasSize(1);
        assertThat(page.text("next")).isEqualTo("/api/v1/admin/tenants?page=2&page_size=1&ordering=-created_on");
        administrator.get("/admin/tenants?page_size=101").expect(400);
        administrator.get("/admin/tenants?ordering=password").expect(400);
    }
}
