package com.adgenius.host.app.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.MailReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new password for who knows the present one. */
class PasswordChangeTest {

    private static final String NEW = "nine purple elephants";

    private final HostUnderTest host = HostUnderTest.shared();
    private final TenantUnderTest tenant = host.newTenant();
    private final ApiClient owner = tenant.owner();

    private ApiResponse change(String present, String password) {
        return owner.post("/auth/password/change", Map.of("current_password", present, "new_password", password));
    }

    @Test
    void endsAllSessionsAndSaysSo() {
        ApiClient elsewhere = host.signIn(tenant.email(), tenant.password());
        elsewhere.get("/tenant").expect(200);

        change(tenant.password(), NEW).expect(204);

        owner.get("/tenant").expect(401);
        elsewhere.get("/tenant").expect(401);
        host.anonymous()
                .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", tenant.password()))
                .expect(401);
        host.signIn(tenant.email(), NEW).get("/tenant").expect(200);
        MailReader.shared().await(tenant.email(), "Your password was changed");
        assertThat(host.administrator()
                        .get("/admin/audit?action=user.password_changed&actor=" + tenant.email())
                        .expect(200)
                        .json()
                        .required("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void leavesApiTokens() {
        String secret = owner.post("/tokens", Map.of("name", "Nightly export", "role", "viewer"))
                .expect(201)
                .text("secret");

        change(tenant.password(), NEW).expect(204);

        host.anonymous()
                .with("Authorization", "Bearer " + secret)
                .get("/campaigns")
                .expect(200);
    }

    @Test
    void needsThePresentOne() {
        ApiResponse refused = change("a guess of somebody", NEW).expect(422);

        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("current_password");
        owner.get("/tenant").expect(200);
        host.signIn(tenant.email(), tenant.password()).get("/tenant").expect(200);
        host.anonymous()
                .post("/auth/password/change", Map.of("current_password", tenant.password(), "new_password", NEW))
                .expect(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "123456789012"})
    void takesNoneThatWillNotDo(String password) {
        assertThat(change(tenant.password(), password)
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("new_password");
        owner.get("/tenant").expect(200);
    }

    @Test
    void takesNeitherTheSameNorOneMadeOfTheAddress() {
        change(tenant.password(), tenant.password()).expect(422);
        change(tenant.password(), tenant.email()).expect(422);
        owner.get("/tenant").expect(200);
    }

    @Test
    void stopsGuessing() {
        for (int i = 0; i < 10; i++) {
            change("a guess of somebody", NEW).expect(422);
        }

        assertThat(change(tenant.password(), NEW).expect(429).text("code")).isEqualTo("rate_limited");
    }
}
