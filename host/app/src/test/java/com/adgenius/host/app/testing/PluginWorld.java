package com.adgenius.host.app.testing;

import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.PluginApi;
import com.adgenius.host.runtime.PluginPlan;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.runtime.RuntimeConfiguration;
import com.adgenius.host.server.context.OutboundHosts;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.context.TenantSettings;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.plugin.PluginActivation;
import com.adgenius.host.server.provider.CircuitSettings;
import com.adgenius.host.server.provider.Circuits;
import com.adgenius.host.server.provider.ModelProviders;
import com.adgenius.host.server.provider.ProviderOrder;
import com.adgenius.host.server.provider.ProviderSetups;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.Brand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Tenants of their own on a real database protocol, with a real plugin runtime. */
public class PluginWorld implements AutoCloseable {

    /** How long a test waits for anything. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    /** The brand of every tenant. */
    public static final Brand BRAND =
            new Brand("Strida", "", "", List.of(), List.of(), List.of(), List.of(), Optional.empty());

    public final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    public final TenantDatabase database = new TenantDatabase(mongo);
    public final MediaStore media = new MediaStore(database, 10_000_000);
    public final EventLogs events = new EventLogs(database, mongo, Clock.systemUTC());
    public final PluginRuntime runtime;
    public final ModelProviders models;
    public final TenantContexts contexts;
    protected final Path folder;
    private final List<Tenant> tenants = new ArrayList<>();
    private final Map<String, Path> jars = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> versions = new ConcurrentHashMap<>();
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();

    /**
     * A world without tenants and plugins.
     *
     * @param entries in place of the runtime's own of the same name
     */
    public PluginWorld(Entry... entries) {
        folder = EmbeddedServersForTests.shared().folder(unique());
        RuntimeConfiguration.Builder builder = RuntimeConfiguration.builder(
                        PluginApi.adGenius(), id -> jars.get(id.sha256()), folder.resolve("work"))
                .activationCheck(new PluginActivation());
        for (Entry entry : entries) {
            builder.entry(entry);
        }
        runtime = PluginRuntime.create(builder.build());
        models = new ModelProviders(
                runtime,
                () -> ProviderOrder.NONE,
                ProviderSetups.NONE,
                new Circuits(CircuitSettings.defaults(), Clock.systemUTC()));
        contexts = new TenantContexts(
                runtime,
                models,
                database,
                media,
                events,
                new NoSettings(),
                () -> BRAND,
                OutboundHosts.none(),
                Clock.systemUTC());
    }

    private record NoSettings() implements TenantSettings {

        @Override
        public Map<String, Object> settings(String pluginId) {
            return Map.of();
        }

        @Override
        public Optional<String> secret(String pluginId, String name) {
            return Optional.empty();
        }
    }

    /** An id that no other test uses. */
    public static String unique() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    /** The first tenant. */
    public final Tenant tenant() {
        return tenants.getFirst();
    }

    /** A new tenant. */
    public Tenant tenant(String slug) {
        Tenant tenant =
                new Tenant(slug, slug, slug + ".localhost", Tenant.databaseNameOf(slug), "free", true, Instant.now());
        TenantScope.run(tenant, media::provision);
        tenants.add(tenant);
        return tenant;
    }

    /** Its tenants, in pages. */
    public final List<Tenant> activeTenants(String after, int limit) {
        return List.copyOf(tenants).stream()
                .filter(tenant -> tenant.slug().compareTo(after) > 0)
                .sorted(Comparator.comparing(Tenant::slug))
                .limit(limit)
                .toList();
    }

    /** Does the work for the first tenant. */
    public final <T> T inScope(Callable<T> work) {
        return inScope(tenant(), work);
    }

    /** Does the work for the tenant. */
    public static <T> T inScope(Tenant tenant, Callable<T> work) {
        try {
            return TenantScope.call(tenant, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Routes the plugin's version as stable, switched on for everybody. */
    public final void install(String pluginId, String version, ScriptedPlugin plugin) {
        byte[] content = plugin.jar();
        String sha256 = sha256(content);
        jars.put(sha256, write(folder.resolve(pluginId + "-" + version + ".jar"), content));
        versions.computeIfAbsent(pluginId, _ -> new ConcurrentHashMap<>()).put(version, sha256);
        apply(pluginId, Route.stable(version), Flags.on());
    }

    private static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Moves the runtime to that route and those flags. */
    public final void apply(String pluginId, Route route, Flags flags) {
        long revision = revisions.merge(pluginId, 1L, Long::sum);
        try {
            runtime.apply(new PluginPlan(pluginId, revision, versions.get(pluginId), route, flags, Optional.empty()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the first tenant's events are such. */
    public final List<StoredEvent> awaitEvents(Predicate<List<StoredEvent>> enough) {
        return awaitEvents(tenant(), enough);
    }

    /** Waits until the tenant's events are such. */
    public final List<StoredEvent> awaitEvents(Tenant tenant, Predicate<List<StoredEvent>> enough) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<StoredEvent> seen = inScope(tenant, () -> events.forTenant().after(0, 500));
        while (!inScope(tenant, () -> enough.test(List.copyOf(events.forTenant().after(0, 500))))) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + LIMIT + "; events: "
                        + seen.stream()
                                .map(event -> event.type() + " " + event.data())
                                .toList());
            }
            long last = seen.isEmpty() ? 0 : seen.getLast().sequence();
            inScope(tenant, () -> events.forTenant().await(last, Duration.ofMillis(200)));
            seen = inScope(tenant, () -> events.forTenant().after(0, 500));
        }
        return seen;
    }

    @Override
    public void close() {
        runtime.close();
        contexts.close();
        events.close();
        mongo.close();
    }
}
