package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Dispatcher;
import com.adgenius.host.server.http.HttpServer;
import com.adgenius.host.server.http.HttpSettings;
import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.RouteRegistry;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A planted fault: a route that says it is for anybody and reads a tenant's data. */
class LeakingRouteTest {

    @Test
    void isStoppedByTheTenantScopeThoughItForgotToAskForATenant() throws Exception {
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            TenantDatabase database = new TenantDatabase(mongo);
            Route leaking = Route.get("/leak")
                    .says("Planted", "Leak.")
                    .access(Access.anybody())
                    .handledBy(_ -> Answer.ok(
                            Await.all(database.collection("creatives").find().limit(1))));
            RouteRegistry registry = RouteRegistry.of(List.of(() -> List.of(leaking)));
            Dispatcher dispatcher = new Dispatcher(
                    registry, (_, _) -> Optional.empty(), (_, _, work) -> work.call(), (_, _, _) -> {}, Json.mapper());
            HttpSettings settings = new HttpSettings("127.0.0.1", 0, 0, Duration.ofSeconds(1), 10, 10);
            try (HttpServer server = HttpServer.start(settings, registry, dispatcher, List.of());
                    HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/leak"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body()).contains("\"code\":\"internal\"").doesNotContain("scope");
            }
        }
    }
}
