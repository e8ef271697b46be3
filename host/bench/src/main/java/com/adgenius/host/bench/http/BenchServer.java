package com.adgenius.host.bench.http;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Dispatcher;
import com.adgenius.host.server.http.Handler;
import com.adgenius.host.server.http.HttpServer;
import com.adgenius.host.server.http.HttpSettings;
import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.RouteRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/** Routes that answer anybody, on the server and the dispatcher of the product, on a free loopback port. */
public final class BenchServer implements AutoCloseable {

    private static final int CONNECTIONS = 256;

    private final HttpServer server;

    /** Answers POST at each path. */
    public BenchServer(Map<String, Handler> handlers) {
        List<Route> routes = new ArrayList<>();
        for (Entry<String, Handler> handler : handlers.entrySet()) {
            routes.add(Route.post(handler.getKey())
                    .says("Bench", "Answer.")
                    .access(Access.anybody())
                    .handledBy(handler.getValue()));
        }
        RouteRegistry registry = RouteRegistry.of(List.of(() -> routes));
        Dispatcher dispatcher = new Dispatcher(
                registry, (_, _) -> Optional.empty(), (_, _, work) -> work.call(), (_, _, _) -> {}, Json.mapper());
        server = HttpServer.start(
                new HttpSettings("127.0.0.1", 0, 0, Duration.ofSeconds(1), CONNECTIONS, CONNECTIONS),
                registry,
                dispatcher,
                List.of());
    }

    /** A short answer. */
    public static Answer number(int number) {
        return Answer.ok(Map.of("answer", number));
    }

    /** The address of a path. */
    public String address(String path) {
        return "http://127.0.0.1:" + server.port() + Route.API + path;
    }

    @Override
    public void close() {
        server.close();
    }
}
