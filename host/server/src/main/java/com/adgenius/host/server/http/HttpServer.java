package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import io.helidon.health.HealthCheck;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The listening sockets: the API on one port; health and metrics on another, which is not meant for callers from outside.
 */
public final class HttpServer implements AutoCloseable {

    private static final String ADMIN = "admin";
    private static final Duration IDLE_CONNECTION = Duration.ofMinutes(5);

    private final WebServer server;

    private HttpServer(WebServer server) {
        this.server = server;
    }

    /**
     * Reads the descriptions of Helidon's services in all jars, which its first use does; a host has it done on a thread of
     * its own while it waits for its databases.
     */
    public static void prepare() {
        requireNonNull(HttpRouting.builder(), "Helidon has no routing");
    }

    /**
     * Listens and answers.
     *
     * @param registry the routes, of which the largest body is known
     * @param dispatcher answers the routes
     * @param checks what health tells
     * @throws PortTakenException when another process listens at one of the ports
     */
    public static HttpServer start(
            HttpSettings settings, RouteRegistry registry, Dispatcher dispatcher, List<HealthCheck> checks) {
        requireNonNull(settings, "settings is null");
        WebServer server = WebServer.builder()
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .host(settings.host())
                .port(settings.port())
                .shutdownGracePeriod(settings.grace())
                .maxPayloadSize(largestBody(registry))
                .maxConcurrentRequests(settings.maxConcurrentRequests())
                .maxTcpConnections(settings.maxConnections())
                .idleConnectionTimeout(IDLE_CONNECTION)
                .directHandlers(handlers -> Stream.of(EventType.values())
                        .forEach(type -> handlers.addHandler(type, new TransportProblems())))
                .routing(routing -> routing(routing, dispatcher))
                .putSocket(
                        ADMIN,
                        ListenerConfig.builder()
                                .host(settings.host())
                                .port(settings.adminPort())
                                .maxPayloadSize(0)
                                .idleConnectionTimeout(IDLE_CONNECTION)
                                .build())
                .addFeature(ObserveFeature.builder()
                        .sockets(List.of(ADMIN))
                        .observersDiscoverServices(false)
                        .addObserver(HealthObserver.builder()
                                .useSystemServices(false)
                                .details(true)
                                .healthChecks(checks)
                                .build())
                        .addObserver(MetricsObserver.create())
                        .build())
                .build();
        try {
            return new HttpServer(server.start());
        } catch (RuntimeException e) {
            throw isBindFailure(e) ? new PortTakenException(settings, e) : e;
        }
    }

    private static void routing(HttpRouting.Builder routing, Dispatcher dispatcher) {
        routing.addFilter(new SecurityHeaders());
        dispatcher.register(routing);
    }

    private static long largestBody(RouteRegistry registry) {
        return registry.routes().stream()
                .flatMap(route -> route.input().stream())
                .mapToLong(Route.Input::limit)
                .max()
                .orElse(Route.JSON_LIMIT);
    }

    private static boolean isBindFailure(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(BindException.class::isInstance);
    }

    /** The port of the API. */
    public int port() {
        return server.port();
    }

    /** The port of health and metrics. */
    public int adminPort() {
        return server.port(ADMIN);
    }

    /** Stops listening, waits at most the grace for requests in flight, then ends them. */
    @Override
    public void close() {
        server.stop();
    }
}
