package com.adgenius.host.app.tenancy;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.Pictures;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.scope.Role;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes in a tenant what a route is about, and a request for it that its owner may send. A route with an id that is not
 * known here fails the test of every id: say here how what it names comes to be.
 */
final class Askable {

    private final TenantUnderTest tenant;
    private final ApiClient owner;
    private final AskableCreatives creatives;

    Askable(TenantUnderTest tenant, AskableCreatives creatives) {
        this.tenant = tenant;
        this.owner = tenant.owner();
        this.creatives = creatives;
    }

    /** Whether the ids in the route's path are a tenant's: those of plugins are the same for everybody. */
    static boolean namesWhatATenantHas(Route route) {
        return route.path().contains("{") && !route.path().startsWith("/plugins/{id}");
    }

    /** The request for something new; empty where nobody said how it is made. */
    Optional<Asked> ask(Route route) {
        String path = route.path();
        if (path.startsWith("/campaigns/{id}")) {
            return Optional.of(campaign(route));
        }
        if (path.startsWith("/assets/{id}")) {
            return Optional.of(Asked.of(route, with(path, asset())));
        }
        if (path.startsWith("/creatives/{id}")) {
            return creatives.ask(route);
        }
        if (path.startsWith("/tenant/members/{id}")) {
            return Optional.of(member(route));
        }
        if (path.startsWith("/tenant/invitations/{id}")) {
            return Optional.of(Asked.of(route, with(path, invitation())));
        }
        if (path.startsWith("/tokens/{id}")) {
            return Optional.of(Asked.of(route, with(path, token())));
        }
        return Optional.empty();
    }

    private static String with(String path, String id) {
        return path.replace("{id}", id);
    }

    private Asked campaign(Route route) {
        String id = owner.post("/campaigns", Map.of("name", "Spring " + UUID.randomUUID()))
                .expect(201)
                .text("id");
        Asked asked = Asked.of(route, with(route.path(), id));
        return switch (route.method().text() + " " + route.path()) {
            case "PATCH /campaigns/{id}" ->
                asked.saying(Map.of("name", "Autumn")).ifMatch(tag("/campaigns/" + id));
            case "POST /campaigns/{id}/restore" -> {
                owner.delete("/campaigns/" + id).expect(204);
                yield asked;
            }
            default -> asked;
        };
    }

    private Asked member(Route route) {
        String id = HostUnderTest.shared()
                .newMember(tenant, Role.VIEWER)
                .get("/auth/me")
                .expect(200)
                .json()
                .at("/user/id")
                .asText();
        Asked asked = Asked.of(route, with(route.path(), id));
        return route.method().text().equals("PATCH")
                ? asked.saying(Map.of("role", "editor")).ifMatch(tag("/tenant/members/" + id))
                : asked;
    }

    private String invitation() {
        return owner.post(
                        "/tenant/invitations", Map.of("email", UUID.randomUUID() + "@guest.example", "role", "viewer"))
                .expect(201)
                .text("id");
    }

    private String token() {
        return owner.post("/tokens", Map.of("name", "A program", "role", "viewer"))
                .expect(201)
                .json()
                .at("/token/id")
                .asText();
    }

    private String asset() {
        return owner.bytes("POST", "/assets?name=logo.png", "image/png", Pictures.png(8, 8))
                .expect(201)
                .text("id");
    }

    private String tag(String path) {
        return owner.get(path).expect(200).header("ETag").orElseThrow();
    }

    @Override
    public String toString() {
        return "what " + tenant.slug() + " has";
    }
}
