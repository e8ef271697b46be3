package com.adgenius.host.app;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.app.HostStartException.Code;
import com.adgenius.host.server.http.Authenticator;
import com.adgenius.host.server.http.Dispatcher;
import com.adgenius.host.server.http.HttpServer;
import com.adgenius.host.server.http.HttpSettings;
import com.adgenius.host.server.http.Idempotency;
import com.adgenius.host.server.http.PortTakenException;
import com.adgenius.host.server.http.RouteRegistry;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.operations.Health;
import com.adgenius.host.server.operations.Lifecycle;
import com.adgenius.host.server.operations.RequestTimers;
import io.helidon.health.HealthCheck;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The composition root: makes every part of a host, in the order of their needs, and ends them in the reverse order. Each
 * domain has one method here.
 */
public final class Host implements AutoCloseable {

    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);

    private final HostConfiguration configuration;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Closing closing = new Closing();
    private final List<Routes> routes = new ArrayList<>();
    private final List<HealthCheck> checks = new ArrayList<>(Health.of(lifecycle));
    private Optional<FirstLogin> firstLogin = Optional.empty();
    private @Nullable HttpServer server;

    private Host(HostConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Starts a host; it takes requests when this returns.
     *
     * @throws HostStartException when it cannot start; nothing is left running then
     */
    public static Host start(HostConfiguration configuration) throws HostStartException, InterruptedException {
        Host host = new Host(configuration);
        boolean ready = false;
        try {
            host.open();
            ready = true;
            return host;
        } finally {
            if (!ready) {
                host.close();
            }
        }
    }

    private void open() throws HostStartException, InterruptedException {
        Ports.requireFree(configuration);
        Thread graphics = Thread.ofPlatform().name("graphics").daemon().start(GraphicsWarmUp::run);
        Foundation foundation = Foundation.open(configuration, lifecycle, closing);
        checks.add(Health.readiness(
                "mongodb",
                () -> foundation.mongo().answers(DATABASE_PATIENCE)
                        ? Optional.empty()
                        : Optional.of("MongoDB does not answer")));
        graphics.join();
        serve(foundation, (_, _) -> Optional.empty(), (_, _, work) -> work.call());
        lifecycle.ready();
    }

    private void serve(Foundation foundation, Authenticator authenticator, Idempotency idempotency)
            throws HostStartException {
        RouteRegistry registry = RouteRegistry.of(routes);
        Dispatcher dispatcher =
                new Dispatcher(registry, authenticator, idempotency, new RequestTimers(), foundation.mapper());
        HttpSettings settings = new HttpSettings(
                configuration.host(),
                configuration.port(),
                configuration.adminPort(),
                configuration.limits().grace(),
                configuration.limits().maxConcurrentRequests(),
                configuration.limits().maxConnections());
        try {
            server = closing.with(HttpServer.start(settings, registry, dispatcher, checks));
        } catch (PortTakenException e) {
            throw new HostStartException(Code.PORT_TAKEN, e.getMessage(), e);
        }
    }

    /** Where the API answers, for a caller on this machine. */
    public URI address() {
        return URI.create("http://localhost:" + running().port());
    }

    /** Where health and metrics answer, for a caller on this machine. */
    public URI adminAddress() {
        return URI.create("http://localhost:" + running().adminPort());
    }

    /** The first administrator's login, when this start made it. */
    Optional<FirstLogin> firstLogin() {
        return firstLogin;
    }

    private HttpServer running() {
        return requireNonNull(server, "the server has not started");
    }

    /** Takes nothing new, ends what is in flight within the grace, then stops every part. */
    @Override
    public void close() {
        lifecycle.stopping();
        closing.close();
    }
}
