package com.adgenius.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerAddressTest {

    private static String address(Edge edge, String... headers) throws IOException, InterruptedException {
        RouteRegistry registry = RouteRegistry.of(List.of(() -> List.of(Route.get("/address")
                .says("Test", "Say who asks.")
                .access(Access.anybody())
                .handledBy(call -> Answer.ok(call.remoteAddress())))));
        Dispatcher dispatcher = new Dispatcher(
                registry,
                (_, _) -> Optional.empty(),
                (_, _, work) -> work.call(),
                (_, _, _) -> {},
                Json.mapper(),
                edge);
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, 0, Duration.ofSeconds(1), 10, 10);
        try (HttpServer server = HttpServer.start(settings, registry, dispatcher, List.of());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/api/v1/address"))
                    .timeout(Duration.ofSeconds(10));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .replace("\"", "");
        }
    }

    @Test
    void isThePeersUnlessTheProxyIsTrusted() throws Exception {
        assertThat(address(Edge.closed(), "X-Forwarded-For", "203.0.113.5")).isEqualTo("127.0.0.1");
        assertThat(address(Edge.closed(), "Forwarded", "for=203.0.113.5")).isEqualTo("127.0.0.1");
    }

    @Test
    void isWhatATrustedProxySawAndNotWhatTheCallerClaims() throws Exception {
        Edge edge = new Edge(AllowedOrigins.none(), TrustedProxies.parse("127.0.0.0/8"));

        assertThat(address(edge, "X-Forwarded-For", "203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(address(edge, "X-Forwarded-For", "1.1.1.1", "X-Forwarded-For", "203.0.113.5"))
                .isEqualTo("203.0.113.5");
        assertThat(address(edge, "Forwarded", "for=1.1.1.1, for=203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(address(edge)).isEqualTo("127.0.0.1");
    }
}
