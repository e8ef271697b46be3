package com.adgenius.host.app;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.app.HostStartException.Code;
import com.adgenius.host.runtime.RuntimeLimits;
import com.adgenius.host.server.audit.AuditExportRoutes;
import com.adgenius.host.server.audit.AuditListRoutes;
import com.adgenius.host.server.cache.Cache;
import com.adgenius.host.server.cache.RedisCache;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.creative.CreativeRoutes;
import com.adgenius.host.server.event.delivery.DeliveryServices;
import com.adgenius.host.server.event.delivery.DeliverySettings;
import com.adgenius.host.server.event.delivery.EventDelivery;
import com.adgenius.host.server.http.Authenticator;
import com.adgenius.host.server.http.Dispatcher;
import com.adgenius.host.server.http.HttpServer;
import com.adgenius.host.server.http.HttpSettings;
import com.adgenius.host.server.http.Idempotency;
import com.adgenius.host.server.http.PortTakenException;
import com.adgenius.host.server.http.RouteRegistry;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.idempotency.MongoIdempotency;
import com.adgenius.host.server.identity.AccessTokens;
import com.adgenius.host.server.identity.BearerAuthenticator;
import com.adgenius.host.server.identity.FirstAdministrator;
import com.adgenius.host.server.identity.Identity;
import com.adgenius.host.server.identity.RedisPermits;
import com.adgenius.host.server.openapi.DocumentRoutes;
import com.adgenius.host.server.operations.Chores;
import com.adgenius.host.server.operations.Health;
import com.adgenius.host.server.operations.Lifecycle;
import com.adgenius.host.server.operations.RequestTimers;
import com.adgenius.host.server.plugin.Plugins;
import com.adgenius.host.server.plugin.PluginsSetup;
import com.adgenius.host.server.tenant.TenantRoutes;
import com.adgenius.host.server.tenant.TenantSuspension;
import com.adgenius.host.server.vault.VaultException;
import com.adgenius.host.server.webhook.Webhooks;
import io.helidon.health.HealthCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
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
    private static final Duration LISTENING = Duration.ofSeconds(5);
    private static final Duration TENDING = Duration.ofMinutes(1);
    private static final Duration TIDYING = Duration.ofMinutes(10);
    private static final int AT_ONCE = 100;

    private final HostConfiguration configuration;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Closing closing = new Closing();
    private final List<Routes> routes = new ArrayList<>();
    private final List<HealthCheck> checks = new ArrayList<>(Health.of(lifecycle));
    private Optional<FirstLogin> firstLogin = Optional.empty();
    private @Nullable HttpServer server;
    private @Nullable RouteRegistry registry;

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
        Options.check(configuration);
        Ports.requireFree(configuration);
        Thread.ofPlatform().name("http-preparation").daemon().start(HttpServer::prepare);
        Thread graphics = Thread.ofPlatform().name("graphics").daemon().start(GraphicsWarmUp::run);
        Foundation foundation = Foundation.open(configuration, lifecycle, closing);
        checks.add(Health.readiness(
                "mongodb",
                () -> foundation.mongo().answers(DATABASE_PATIENCE)
                        ? Optional.empty()
                        : Optional.of("MongoDB does not answer")));
        checks.add(Health.notice("qdrant", foundation.qdrant()::trouble));
        People people = People.over(foundation);
        Identity identity = identity(foundation, people);
        Messaging messaging = Messaging.over(foundation, closing);
        routes.add(messaging.routes(people.audit()));
        Accounts accounts = Accounts.over(
                foundation, people, messaging.bus(), this::address, List.of(identity.sessions()::endAll), closing);
        routes.addAll(accounts.routes());
        Team team = Team.over(foundation, people, identity, accounts);
        routes.addAll(team.routes());
        TenantSuspension suspension =
                new TenantSuspension(foundation.mongo(), people.memberships(), identity.sessions()::endIn);
        routes.add(new TenantRoutes(people.tenants(), people.administration(), suspension));
        routes.add(new AuditListRoutes(people.audit()));
        MongoIdempotency idempotency = idempotency(foundation, people);
        Branding branding = Branding.over(foundation, people);
        routes.addAll(branding.routes());
        graphics.join();
        Telling telling = Telling.over(foundation, closing);
        lifecycle.onStopping(telling.stream()::close);
        routes.add(telling.routes());
        RedisCache cache = closing.with(new RedisCache(foundation.redis(), foundation.mapper()));
        Plugins plugins = plugins(foundation, people, telling, messaging, cache);
        TenantContexts contexts = contexts(foundation, telling, plugins, branding);
        delivery(foundation, people, telling, plugins, contexts);
        Creation creation =
                Creation.over(foundation, people, telling, messaging, plugins, branding, contexts, cache, closing);
        routes.addAll(creation.routes());
        Searching searching = Searching.over(foundation, people, messaging, plugins, contexts, closing);
        routes.add(searching.search().routes());
        Webhooks webhooks = webhooks(foundation, people, accounts, telling, plugins);
        routes.add(new AuditExportRoutes(people.audit()));
        Leaving leaving = Leaving.over(
                foundation, people, accounts, team, identity.sessions(), plugins, cache, searching.search());
        routes.addAll(leaving.routes());
        routes.add(new DocumentRoutes(this::registry, foundation.mapper()));
        serve(
                foundation,
                identity.authenticator(team.authenticators().toArray(BearerAuthenticator[]::new)),
                idempotency);
        chores(
                foundation,
                people,
                suspension,
                identity,
                accounts,
                team,
                messaging,
                branding,
                plugins,
                creation,
                searching,
                webhooks,
                idempotency,
                leaving);
        lifecycle.ready();
    }

    private Identity identity(Foundation foundation, People people) throws HostStartException, InterruptedException {
        try {
            Path file = foundation.folder().resolve("first-login.txt");
            firstLogin = new FirstAdministrator(people.users(), people.hasher(), file)
                    .ensure()
                    .map(login -> new FirstLogin(login.email(), login.password(), file));
            Identity identity = Identity.over(
                    people.users(),
                    people.memberships(),
                    people.tenants(),
                    people.hosts(),
                    people.hasher(),
                    AccessTokens.open(foundation.mongo(), foundation.vault(), foundation.clock()),
                    new RedisPermits(foundation.redis()),
                    foundation.mongo(),
                    foundation.redis(),
                    foundation.clock());
            routes.add(identity.routes());
            return identity;
        } catch (IOException e) {
            throw new HostStartException(
                    Code.DATA_FOLDER_UNUSABLE, "The first login cannot be written or read: " + e.getMessage(), e);
        } catch (VaultException e) {
            throw new HostStartException(
                    Code.OPTION_UNUSABLE,
                    e.getMessage() + " Hosts that share a database share the key: copy master.key, or set"
                            + " ADGENIUS_MASTER_KEY.",
                    e);
        }
    }

    private Plugins plugins(Foundation foundation, People people, Telling telling, Messaging messaging, Cache cache)
            throws HostStartException, InterruptedException {
        PluginsSetup setup = new PluginsSetup(
                foundation.nodeId(),
                foundation.folder(),
                foundation.mongo(),
                foundation.tenantDatabase(),
                foundation.vault(),
                telling.logs(),
                telling.stream(),
                messaging.bus(),
                people.audit(),
                people.tenants(),
                cache,
                CreativeRoutes.REQUEST,
                foundation.mapper(),
                RuntimeLimits.defaults(),
                configuration.circuits(),
                PluginsSetup.POLL,
                PluginsSetup.BUDGET,
                foundation.clock());
        try {
            Plugins plugins = closing.with(Plugins.start(setup, configuration.plugins()));
            routes.addAll(plugins.routes());
            people.steps().add("model_providers", plugins.providerOrders()::provision);
            checks.add(Health.readiness("plugins", plugins::trouble));
            return plugins;
        } catch (IOException e) {
            throw new HostStartException(
                    Code.PLUGINS_UNUSABLE, "The plugins cannot be installed: " + e.getMessage(), e);
        }
    }

    private TenantContexts contexts(Foundation foundation, Telling telling, Plugins plugins, Branding branding) {
        return closing.with(new TenantContexts(
                plugins.runtime(),
                plugins.providers(),
                foundation.tenantDatabase(),
                foundation.media(),
                telling.logs(),
                plugins.tenantPlugins(),
                branding.brands()::current,
                configuration.outbound(),
                foundation.clock()));
    }

    private void delivery(
            Foundation foundation, People people, Telling telling, Plugins plugins, TenantContexts contexts) {
        EventDelivery delivery = closing.with(new EventDelivery(
                DeliverySettings.defaults(
                        foundation.nodeId(), configuration.limits().sweepInterval()),
                new DeliveryServices(
                        plugins.runtime(),
                        contexts,
                        telling.logs(),
                        foundation.tenantDatabase(),
                        people.tenants(),
                        foundation.clock())));
        people.steps().add("event_delivery", delivery::provision);
        delivery.start();
    }

    private Webhooks webhooks(
            Foundation foundation, People people, Accounts accounts, Telling telling, Plugins plugins) {
        Webhooks webhooks =
                closing.with(Delivering.over(foundation, people, telling, plugins, accounts.webhookMails()));
        people.steps().add("webhooks", webhooks::provision);
        routes.addAll(webhooks.routes());
        webhooks.start();
        return webhooks;
    }

    private static MongoIdempotency idempotency(Foundation foundation, People people) {
        MongoIdempotency idempotency = new MongoIdempotency(
                foundation.mongo(),
                foundation.tenantDatabase(),
                foundation.vault(),
                foundation.mapper(),
                foundation.clock());
        people.steps().add("idempotency", idempotency::provision);
        return idempotency;
    }

    /** Begins when every domain has said what it needs of a tenant. */
    private void chores(
            Foundation foundation,
            People people,
            TenantSuspension suspension,
            Identity identity,
            Accounts accounts,
            Team team,
            Messaging messaging,
            Branding branding,
            Plugins plugins,
            Creation creation,
            Searching searching,
            Webhooks webhooks,
            MongoIdempotency idempotency,
            Leaving leaving) {
        Chores chores = closing.with(new Chores());
        accounts.start(chores, configuration.limits().sweepInterval());
        team.start(chores, configuration.limits().sweepInterval());
        chores.every(configuration.limits().sweepInterval(), "tenants", people.administration()::resume);
        chores.every(configuration.limits().sweepInterval(), "suspensions", () -> suspension.resume(AT_ONCE));
        chores.every(configuration.limits().sweepInterval(), "tenant-audit", people.administration()::tell);
        leaving.start(chores, people, configuration.limits().sweepInterval());
        searching.start(chores, configuration.limits().sweepInterval());
        chores.every(LISTENING, "sessions", identity::listen);
        chores.every(TENDING, "identity", identity::tend);
        chores.every(TIDYING, "idempotency", () -> {
            idempotency.sweepShared();
            people.tenants().eachActive(idempotency::sweepTenant);
        });
        chores.every(TIDYING, "brands", () -> people.tenants().eachActive(branding.brands()::tidy));
        chores.every(TIDYING, "providers", () -> people.tenants().eachActive(plugins.providerOrders()::tidy));
        chores.every(TIDYING, "removed", () -> people.tenants().eachActive(creation.tidying()));
        chores.every(TIDYING, "webhooks", () -> people.tenants().eachActive(webhooks::tidy));
        chores.every(TIDYING, "dead-letters", messaging.deadLetters()::sweep);
        foundation.databaseUsers().ifPresent(users -> chores.every(TENDING, "database-connections", users::closeIdle));
        chores.every(TIDYING, "media", () -> people.tenants().eachActive(foundation.media()::sweep));
    }

    private void serve(Foundation foundation, Authenticator authenticator, Idempotency idempotency)
            throws HostStartException {
        registry = RouteRegistry.of(routes);
        Dispatcher dispatcher = new Dispatcher(
                registry, authenticator, idempotency, new RequestTimers(), foundation.mapper(), configuration.edge());
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

    /** All its routes. */
    public RouteRegistry registry() {
        return requireNonNull(registry, "the server has not started");
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
