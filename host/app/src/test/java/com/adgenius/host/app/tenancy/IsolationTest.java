package com.adgenius.host.app.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Dispatcher;
import com.adgenius.host.server.http.Handler;
import com.adgenius.host.server.http.HttpServer;
import com.adgenius.host.server.http.HttpSettings;
import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.RouteRegistry;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Planted faults: routes that let tenants meet, each reported by the check that every id is asked with. */
class IsolationTest {

    private final String slug = HostUnderTest.shared().newTenant().slug();

    private List<String> violations(Route route) throws Exception {
        RouteRegistry registry = RouteRegistry.of(List.of(() -> List.of(route)));
        Dispatcher dispatcher = new Dispatcher(
                registry, (_, _) -> Optional.empty(), (_, _, work) -> work.call(), (_, _, _) -> {}, Json.mapper());
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, 0, Duration.ofSeconds(1), 10, 10);
        try (HttpServer server = HttpServer.start(settings, registry, dispatcher, List.of())) {
            ApiClient client = ApiClient.of(URI.create("http://127.0.0.1:" + server.port()));
            return new Isolation(slug, client.with("X-Who", "owner"), client.with("X-Who", "stranger"))
                    .violations(new Asked("GET", "/things/1", Map.of(), Optional.empty()));
        }
    }

    private static Route route(Handler handler) {
        return Route.get("/things/{id}")
                .says("Planted", "Read a thing.")
                .access(Access.anybody())
                .header("X-Who", true, "Who asks.")
                .handledBy(handler);
    }

    private static Answer missing() {
        throw ProblemException.notFound("thing", "1");
    }

    private static boolean byOwner(Call call) {
        return call.header("X-Who").equals(Optional.of("owner"));
    }

    private void change() {
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            MongoCollection<Document> tenants = mongo.publicDatabase().getCollection("tenants");
            Await.one(tenants.updateOne(Filters.eq(slug), Updates.set("name", "Changed by a stranger")));
        }
    }

    @Test
    void oneThatKeepsTenantsApartHasNothingToReport() throws Exception {
        assertThat(violations(route(call -> byOwner(call) ? Answer.ok(Map.of("id", "1")) : missing())))
                .isEmpty();
    }

    @Test
    void oneThatAnswersAStrangerIsReported() throws Exception {
        assertThat(violations(route(_ -> Answer.ok(Map.of("id", "1")))))
                .singleElement()
                .asString()
                .startsWith("a stranger was answered 200");
    }

    @Test
    void oneThatChangesSomethingBeforeItRefusesIsReported() throws Exception {
        assertThat(violations(route(call -> {
                    if (byOwner(call)) {
                        return Answer.ok(Map.of("id", "1"));
                    }
                    change();
                    return missing();
                })))
                .singleElement()
                .asString()
                .startsWith("a stranger changed what is stored: [")
                .contains("tenants " + slug);
    }

    @Test
    void oneThatServesNobodyIsReported() throws Exception {
        assertThat(violations(route(_ -> missing())))
                .singleElement()
                .asString()
                .startsWith("the owner was answered 404");
    }
}
