package com.adgenius.host.app.tenancy;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.Pictures;
import com.adgenius.host.app.webhook.Receiver;
import com.adgenius.host.server.http.Route;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * Makes in a tenant what a route is about, and a request for it that its owner may send. A route with an id that is not
 * known here fails the test of every id: say here how what it names comes to be.
 */
final class Askable {

    private final ApiClient owner;
    private final AskableCreatives creatives;
    private final AskablePeople people;
    private final AskableWebhooks webhooks;

    Askable(HostUnderTest host, TenantUnderTest tenant, Receiver receiver) {
        this.owner = tenant.owner();
        this.creatives = AskableCreatives.of(host, tenant);
        this.people = new AskablePeople(host, tenant);
        this.webhooks = new AskableWebhooks(tenant.owner(), receiver);
    }

    /** Whether the ids in the route's path or query are a tenant's: those of plugins are the same for everybody. */
    static boolean namesWhatATenantHas(Route route) {
        return route.path().contains("{") && !route.path().startsWith("/plugins/{id}")
                || route.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("ids"));
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
        if (path.startsWith("/tenant/exports/{id}")) {
            return Optional.of(Asked.of(route, with(path, export())));
        }
        if (path.startsWith("/creatives/")) {
            return creatives.ask(route);
        }
        if (path.startsWith("/webhooks/{id}")) {
            return Optional.of(webhooks.ask(route));
        }
        return people.ask(route);
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

    private String asset() {
        return owner.bytes("POST", "/assets?name=logo.png", "image/png", Pictures.png(8, 8))
                .expect(201)
                .text("id");
    }

    private String export() {
        String id = owner.post("/tenant/exports", "").expect(202).text("id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/tenant/exports/" + id).text("state").equals("ready"));
        return id;
    }

    private String tag(String path) {
        return owner.get(path).expect(200).header("ETag").orElseThrow();
    }
}
