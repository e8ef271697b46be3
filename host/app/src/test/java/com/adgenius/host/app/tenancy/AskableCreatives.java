package com.adgenius.host.app.tenancy;

import com.adgenius.host.app.creative.Studio;
import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.http.Route;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GeneratorAbility;
import com.adgenius.plugin.PluginException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Makes creatives in the state in which a route can be asked about them. */
final class AskableCreatives {

    private static final String FAIL = "fail";
    private static final String WAIT = "wait";

    private final ApiClient owner;
    private final Studio studio;
    private final ScriptedGenerator generator;

    private AskableCreatives(ApiClient owner, ScriptedGenerator generator) {
        this.owner = owner;
        this.studio = new Studio(owner);
        this.generator = generator;
    }

    /** Creatives of that tenant, made by a generator of its own. */
    static AskableCreatives of(HostUnderTest host, TenantUnderTest tenant) {
        ScriptedGenerator generator =
                ScriptedGenerator.able(host, Set.of(GeneratorAbility.VARIATIONS), (request, _) -> {
                    switch (request.brief().prompt()) {
                        case FAIL -> throw new PluginException(FailureCode.BLOCKED, "No");
                        case WAIT -> new CountDownLatch(1).await();
                        default -> {
                            // It is made.
                        }
                    }
                    return Scripts.copy(request, "frog");
                });
        return new AskableCreatives(tenant.owner(), generator.serve(tenant));
    }

    Optional<Asked> ask(Route route) {
        String verb = route.method().text() + " " + route.path();
        return switch (verb) {
            case "GET /creatives/{id}",
                    "GET /creatives/{id}/content",
                    "GET /creatives/{id}/history",
                    "GET /creatives/{id}/history/compare",
                    "GET /creatives/{id}/history/{version}",
                    "GET /creatives/{id}/similar",
                    "DELETE /creatives/{id}" -> Optional.of(about(route, ready()));
            case "GET /creatives/export" -> Optional.of(Asked.of(route, route.path() + "?ids=" + ready()));
            case "PATCH /creatives/{id}" -> {
                String id = ready();
                yield Optional.of(about(route, id)
                        .saying(Map.of("name", "Another"))
                        .ifMatch(owner.get("/creatives/" + id)
                                .expect(200)
                                .header("ETag")
                                .orElseThrow()));
            }
            case "POST /creatives/{id}/restore" -> {
                String id = ready();
                owner.delete("/creatives/" + id).expect(204);
                yield Optional.of(about(route, id));
            }
            case "POST /creatives/{id}/approve" -> {
                JsonNode made = studio.make(generator, "An old pond");
                yield Optional.of(about(route, made.path("id").asText())
                        .saying(Map.of("content_hash", made.path("content_hash").asText())));
            }
            case "POST /creatives/{id}/reject" -> {
                JsonNode made = studio.make(generator, "An old pond");
                yield Optional.of(about(route, made.path("id").asText())
                        .saying(Map.of("content_hash", made.path("content_hash").asText(), "reason", "No")));
            }
            case "POST /creatives/{id}/variations" ->
                Optional.of(about(route, ready()).saying(Map.of("instruction", "Shorter")));
            case "POST /creatives/{id}/retry" -> {
                String id = studio.ask(generator, FAIL);
                studio.await(id, "failed");
                yield Optional.of(about(route, id));
            }
            case "POST /creatives/{id}/cancel" -> {
                String id = studio.ask(generator, WAIT);
                studio.await(id, "running");
                yield Optional.of(about(route, id));
            }
            default -> Optional.empty();
        };
    }

    private String ready() {
        return studio.make(generator, "An old pond").path("id").asText();
    }

    private static Asked about(Route route, String id) {
        return Asked.of(route, route.path().replace("{id}", id).replace("{version}", "1"));
    }
}
