package com.adgenius.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whether a call that is under way would be let in again. */
class StillAllowedTest {

    private static final Authenticator EXPIRED = (_, _) -> Optional.empty();
    private static final Authenticator SUSPENDED = (_, _) -> {
        throw ProblemException.of(ProblemCode.TENANT_SUSPENDED, "It is suspended.");
    };

    private static Authenticator editor() {
        return member(Role.EDITOR);
    }

    private static Authenticator member(Role role) {
        Tenant tenant = new Tenant("acme", "Acme", "acme.localhost", "adgenius_acme", "free", true, Instant.EPOCH);
        return (_, _) -> Optional.of(
                new Principal("1", "ada@acme.example", false, Optional.of(new Principal.Membership(tenant, role))));
    }

    private static Authenticator staff(boolean platformAdmin) {
        return (_, _) -> Optional.of(new Principal("2", "root@example.com", platformAdmin, Optional.empty()));
    }

    /** What the handler of a route with that access is told, when meanwhile the token is known so. */
    private static boolean allowed(Access access, Authenticator before, Authenticator meanwhile) throws Exception {
        AtomicReference<Authenticator> known = new AtomicReference<>(before);
        Route route = Route.get("/long")
                .says("Test", "Take long.")
                .access(access)
                .handledBy(call -> {
                    assertThat(call.stillAllowed()).isTrue();
                    known.set(meanwhile);
                    return Answer.ok(call.stillAllowed());
                });
        RouteRegistry registry = RouteRegistry.of(List.of(() -> List.of(route)));
        Dispatcher dispatcher = new Dispatcher(
                registry,
                (token, host) -> known.get().authenticate(token, host),
                (_, _, work) -> work.call(),
                (_, _, _) -> {},
                Json.mapper());
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, 0, Duration.ofSeconds(1), 10, 10);
        try (HttpServer server = HttpServer.start(settings, registry, dispatcher, List.of());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/long"))
                            .timeout(Duration.ofSeconds(10))
                            .header("Authorization", "Bearer token")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return Boolean.parseBoolean(response.body());
        }
    }

    @Test
    void isSoWhileNothingChanged() throws Exception {
        assertThat(allowed(Access.member(Role.EDITOR), editor(), editor())).isTrue();
        assertThat(allowed(Access.platformAdministrator(), staff(true), staff(true)))
                .isTrue();
        assertThat(allowed(Access.anybody(), EXPIRED, EXPIRED)).isTrue();
    }

    @Test
    void endsWithTheTokenOrItsSession() throws Exception {
        assertThat(allowed(Access.member(Role.EDITOR), editor(), EXPIRED)).isFalse();
        assertThat(allowed(Access.platformAdministrator(), staff(true), EXPIRED))
                .isFalse();
        assertThat(allowed(Access.signedIn(), editor(), EXPIRED)).isFalse();
    }

    @Test
    void endsWithTheRoleTheTenantAndTheOffice() throws Exception {
        assertThat(allowed(Access.member(Role.EDITOR), editor(), member(Role.VIEWER)))
                .isFalse();
        assertThat(allowed(Access.member(Role.EDITOR), editor(), SUSPENDED)).isFalse();
        assertThat(allowed(Access.platformAdministrator(), staff(true), staff(false)))
                .isFalse();
    }
}
