package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private final HostUnderTest host = HostUnderTest.shared();

    @Test
    void signsAnOwnerInToTheOnlyTenant() {
        TenantUnderTest tenant = host.newTenant();

        ApiResponse me = tenant.owner().get("/auth/me").expect(200);

        assertThat(me.json().at("/tenant/slug").asText()).isEqualTo(tenant.slug());
        assertThat(me.json().at("/tenant/role").asText()).isEqualTo("owner");
        assertThat(me.json().at("/user/platform_admin").asBoolean()).isFalse();
        assertThat(tenant.owner().get("/tenant").expect(200).text("slug")).isEqualTo(tenant.slug());
    }

    @Test
    void givesShortLivedTokensThatThePublishedKeyVerifies() {
        TenantUnderTest tenant = host.newTenant();

        ApiResponse session = host.anonymous()
                .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", tenant.password()))
                .expect(200);
        DecodedJWT token = JWT.decode(session.text("access"));

        assertThat(session.json().required("expires_in").asInt()).isEqualTo(900);
        assertThat(token.getAlgorithm()).isEqualTo("ES256");
        assertThat(token.getType()).isEqualTo("at+jwt");
        assertThat(token.getClaim("tenant").asString()).isEqualTo(tenant.slug());
        assertThat(token.getExpiresAtAsInstant().getEpochSecond()
                        - token.getIssuedAtAsInstant().getEpochSecond())
                .isEqualTo(900);
        assertThat(host.anonymous()
                        .get("//.well-known/jwks.json")
                        .expect(200)
                        .json()
                        .at("/keys/0/kid")
                        .asText())
                .isEqualTo(token.getKeyId());
    }

    @Test
    void answersAWrongPasswordAndAnUnknownAccountAlike() {
        TenantUnderTest tenant = host.newTenant();

        ApiResponse wrong = host.anonymous()
                .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", "wrong password"))
                .expect(401);
        ApiResponse unknown = host.anonymous()
                .post("/auth/jwt/create", Map.of("email", "nobody@" + tenant.slug(), "password", "wrong password"))
                .expect(401);

        assertThat(wrong.text("code")).isEqualTo("invalid_credentials").isEqualTo(unknown.text("code"));
        assertThat(wrong.text("detail")).isEqualTo(unknown.text("detail"));
    }

    @Test
    void stopsGuessingAfterTenFailuresButNotOtherAccounts() {
        TenantUnderTest tenant = host.newTenant();
        TenantUnderTest other = host.newTenant();
        Map<String, String> guess = Map.of("email", tenant.email(), "password", "a guess too many");
        for (int i = 0; i < 10; i++) {
            host.anonymous().post("/auth/jwt/create", guess).expect(401);
        }

        ApiResponse refused = host.anonymous()
                .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", tenant.password()))
                .expect(429);

        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(refused.text("code")).isEqualTo("rate_limited");
        assertThat(host.signIn(other.email(), other.password())).isNotNull();
    }

    @Test
    void doesNotCountSignInsThatSucceed() {
        TenantUnderTest tenant = host.newTenant();

        for (int i = 0; i < 12; i++) {
            assertThat(host.signIn(tenant.email(), tenant.password())).isNotNull();
        }
    }

    @Test
    void refusesTokensThatWereChangedOrAreMissing() {
        ApiClient owner = host.newTenant().owner();

        assertThat(host.anonymous().get("/tenant").expect(401).header("WWW-Authenticate"))
                .contains("Bearer");
        host.anonymous().with("Authorization", "Bearer nonsense").get("/tenant").expect(401);
        host.anonymous().with("Authorization", "Basic abc").get("/tenant").expect(401);
        // {"alg":"none","typ":"at+jwt"} with a body of our own and no signature
        host.anonymous()
                .with("Authorization", "Bearer eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJ4In0.")
                .get("/tenant")
                .expect(401);
        owner.get("/tenant").expect(200);
    }

    @Test
    void servesATenantAtItsOwnHostAndNoOther() {
        TenantUnderTest acme = host.newTenant();
        TenantUnderTest other = host.newTenant();

        acme.owner().with("Host", acme.slug() + ".localhost").get("/tenant").expect(200);
        acme.owner().with("Host", other.slug() + ".localhost").get("/tenant").expect(404);
        acme.owner().with("Host", "nobody-knows.localhost").get("/tenant").expect(404);
        acme.owner().with("Host", "api.localhost").get("/tenant").expect(200);
        host.administrator()
                .with("Host", acme.slug() + ".localhost")
                .get("/admin/tenants")
                .expect(404);
    }

    @Test
    void signsInAtATenantsHostToThatTenant() {
        TenantUnderTest first = host.newTenant();
        TenantUnderTest second = host.newTenant();
        host.administrator()
                .post(
                        "/admin/tenants",
                        Map.of(
                                "slug",
                                "b" + first.slug(),
                                "name",
                                "Second of the same owner",
                                "owner",
                                Map.of("email", first.email(), "password", "another password")))
                .expect(201);
        Map<String, String> credentials = Map.of("email", first.email(), "password", first.password());

        assertThat(host.anonymous()
                        .with("Host", "b" + first.slug() + ".localhost")
                        .post("/auth/jwt/create", credentials)
                        .expect(200)
                        .text("tenant"))
                .isEqualTo("b" + first.slug());
        host.anonymous()
                .with("Host", second.slug() + ".localhost")
                .post("/auth/jwt/create", credentials)
                .expect(404);
        ApiClient again = host.signIn(first.email(), first.password());
        assertThat(again.get("/tenant").expect(200).text("slug"))
                .as("the tenant last used")
                .isEqualTo("b" + first.slug());
        assertThat(again.post("/auth/switch", Map.of("tenant", first.slug()))
                        .expect(200)
                        .text("tenant"))
                .isEqualTo(first.slug());
        assertThat(again.post("/auth/switch", Map.of("tenant", second.slug()))
                        .expect(403)
                        .text("code"))
                .isEqualTo("not_a_member");
    }

    @Test
    void keepsAdministratorsOfThePlatformOutOfTenants() {
        ApiResponse me = host.administrator().get("/auth/me").expect(200);

        assertThat(me.json().required("tenant").isNull()).isTrue();
        assertThat(host.administrator().get("/tenant").expect(403).text("code")).isEqualTo("tenant_required");
        assertThat(host.newTenant().owner().get("/admin/tenants").expect(403).text("code"))
                .isEqualTo("role_required");
    }
}
