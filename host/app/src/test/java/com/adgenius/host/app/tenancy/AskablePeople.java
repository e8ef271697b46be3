package com.adgenius.host.app.tenancy;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.scope.Role;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes members, people who are invited, and tokens of programs. */
record AskablePeople(HostUnderTest host, TenantUnderTest tenant) {

    Optional<Asked> ask(Route route) {
        if (route.path().startsWith("/tenant/members/{id}")) {
            return Optional.of(member(route));
        }
        if (route.path().startsWith("/tenant/invitations/{id}")) {
            return Optional.of(Asked.of(route, route.path().replace("{id}", invitation())));
        }
        if (route.path().startsWith("/tokens/{id}")) {
            return Optional.of(Asked.of(route, route.path().replace("{id}", token())));
        }
        return Optional.empty();
    }

    private Asked member(Route route) {
        String id = host.newMember(tenant, Role.VIEWER)
                .get("/auth/me")
                .expect(200)
                .json()
                .at("/user/id")
                .asText();
        Asked asked = Asked.of(route, route.path().replace("{id}", id));
        if (!route.method().text().equals("PATCH")) {
            return asked;
        }
        ApiClient owner = tenant.owner();
        return asked.saying(Map.of("role", "editor"))
                .ifMatch(owner.get("/tenant/members/" + id)
                        .expect(200)
                        .header("ETag")
                        .orElseThrow());
    }

    private String invitation() {
        return tenant.owner()
                .post("/tenant/invitations", Map.of("email", UUID.randomUUID() + "@guest.example", "role", "viewer"))
                .expect(201)
                .text("id");
    }

    private String token() {
        return tenant.owner()
                .post("/tokens", Map.of("name", "Nightly export", "role", "viewer"))
                .expect(201)
                .json()
                .at("/token/id")
                .asText();
    }
}
