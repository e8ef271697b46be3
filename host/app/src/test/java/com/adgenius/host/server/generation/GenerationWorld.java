package com.adgenius.host.server.generation;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.PluginApi;
import com.adgenius.host.runtime.PluginPlan;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.runtime.RuntimeConfiguration;
import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.context.TenantSettings;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeInput;
import com.adgenius.host.server.creative.CreativeServices;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.creative.CreativeStore;
import com.adgenius.host.server.creative.Creatives;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.plugin.GeneratorCatalog;
import com.adgenius.host.server.plugin.PluginActivation;
import com.adgenius.host.server.plugin.TenantPlugins;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.vault.Vault;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.CreativeKind;
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
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.bson.Document;

/** Tenants of their own on a real database protocol, a real plugin runtime, and any number of nodes' workers. */
final class GenerationWorld implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    final TenantDatabase database = new TenantDatabase(mongo);
    final MediaStore media = new MediaStore(database, 10_000_000);
    final EventLogs events = new EventLogs(database, mongo, Clock.systemUTC());
    final PluginRuntime runtime;
    final TenantContexts contexts;
    final TenantMetering metering;
    final CreativeStore store = new CreativeStore(database, Clock.systemUTC());
    final List<Tenant> tenants = new ArrayList<>();
    private final Map<String, Path> jars = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> versions = new ConcurrentHashMap<>();
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private final List<GenerationWorkers> nodes = new ArrayList<>();

    GenerationWorld() {
        String name = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        folder = EmbeddedServersForTests.shared().folder(name);
        runtime = PluginRuntime.create(
                RuntimeConfiguration.builder(PluginApi.adGenius(), id -> jars.get(id.sha256()), folder.resolve("work"))
                        .activationCheck(new PluginActivation())
                        .build());
        contexts = new TenantContexts(
                runtime,
                database,
                media,
                events,
                new NoSettings(),
                () -> new Brand("Strida", "", "", List.of(), List.of(), List.of(), List.of(), Optional.empty()),
                Clock.systemUTC());
        metering = new TenantMetering(runtime, contexts, database, Clock.systemUTC());
        tenant(name);
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

    Tenant tenant() {
        return tenants.getFirst();
    }

    Tenant tenant(String slug) {
        Tenant tenant =
                new Tenant(slug, slug, slug + ".localhost", Tenant.databaseNameOf(slug), "free", true, Instant.now());
        tenants.add(tenant);
        inScope(tenant, () -> {
            store.provision();
            media.provision();
            metering.provision();
            return tenant;
        });
        return tenant;
    }

    <T> T inScope(Callable<T> work) {
        return inScope(tenant(), work);
    }

    static <T> T inScope(Tenant tenant, Callable<T> work) {
        try {
            return TenantScope.call(tenant, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Routes the plugin's version as stable, switched on for everybody. */
    void install(String pluginId, String version, ScriptedPlugin plugin) {
        Path jar = plugin.writeTo(folder);
        String sha256 = sha256(jar);
        jars.put(sha256, jar);
        versions.computeIfAbsent(pluginId, _ -> new ConcurrentHashMap<>()).put(version, sha256);
        apply(pluginId, Route.stable(version), Flags.on());
    }

    void apply(String pluginId, Route route, Flags flags) {
        long revision = revisions.merge(pluginId, 1L, Long::sum);
        try {
            runtime.apply(new PluginPlan(pluginId, revision, versions.get(pluginId), route, flags, Optional.empty()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    GenerationServices services() {
        return new GenerationServices(
                runtime,
                contexts,
                metering,
                database,
                events,
                media,
                () -> new Brand("Strida", "", "", List.of(), List.of(), List.of(), List.of(), Optional.empty()),
                (after, limit) -> tenants.stream()
                        .filter(tenant -> tenant.slug().compareTo(after) > 0)
                        .sorted((a, b) -> a.slug().compareTo(b.slug()))
                        .limit(limit)
                        .toList(),
                Clock.systemUTC());
    }

    /** Quick settings: leases of two seconds, sweeps five times a second. */
    static GenerationSettings settings(String node) {
        return new GenerationSettings(
                node,
                Map.of(CreativeKind.TEXT, 4, CreativeKind.IMAGE, 2, CreativeKind.VIDEO, 2),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                3,
                Duration.ofSeconds(2));
    }

    GenerationWorkers node(String name) {
        return node(settings(name), JobStore.Fence.TOKEN);
    }

    /** A node that takes requests and works on none. */
    GenerationWorkers idleNode(String name) {
        return new GenerationWorkers(settings(name), services());
    }

    GenerationWorkers node(GenerationSettings settings, JobStore.Fence fence) {
        GenerationWorkers node = new GenerationWorkers(settings, services(), fence);
        nodes.add(node);
        node.start();
        return node;
    }

    /** What people use, in front of that node. */
    Creatives creatives(GenerationWorkers node) {
        return creatives(node, _ -> false);
    }

    Creatives creatives(GenerationWorkers node, Predicate<String> references) {
        return new Creatives(creativeServices(node, references));
    }

    CreativeServices creativeServices(GenerationWorkers node, Predicate<String> references) {
        Vault vault =
                Vault.open(Optional.of(Base64.getEncoder().encodeToString(new byte[32])), folder.resolve("master.key"));
        return new CreativeServices(
                store,
                node,
                new GeneratorCatalog(runtime),
                new TenantPlugins(runtime, database, vault),
                new Campaigns(database, Clock.systemUTC()),
                metering,
                media,
                references,
                Clock.systemUTC());
    }

    static CreativeInput input(String kind, String prompt, List<String> formats, int count) {
        return new CreativeInput(
                null, kind, prompt, null, null, null, null, null, null, formats, count, null, null, null);
    }

    Creative ask(GenerationWorkers node, CreativeInput input) {
        return inScope(() -> creatives(node).ask(input, "user"));
    }

    Creative read(String id) {
        return inScope(() -> store.find(id).orElseThrow());
    }

    /** Waits until the creative has the status; each step of a creative is an event, so nobody polls. */
    Creative await(String id, CreativeStatus status) {
        awaitEvents(_ -> read(id).status() == status);
        return read(id);
    }

    /** Waits until the tenant's events are such. */
    List<StoredEvent> awaitEvents(Predicate<List<StoredEvent>> enough) {
        return awaitEvents(tenant(), enough);
    }

    List<StoredEvent> awaitEvents(Tenant tenant, Predicate<List<StoredEvent>> enough) {
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

    /** Waits until nothing is left to do for the creative. */
    void awaitSettled(GenerationWorkers node, String id) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!inScope(() -> node.settle(id))) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not settled within " + LIMIT + ": " + document(id));
            }
            Thread.onSpinWait();
        }
    }

    Document document(String id) {
        return inScope(() -> Await.one(database.collection("creatives").find(new Document("_id", id))));
    }

    /** The host's usage records, by reservation. */
    List<Document> usage() {
        return inScope(() -> Await.all(database.collection("usage").find()));
    }

    @Override
    public void close() {
        nodes.forEach(GenerationWorkers::close);
        runtime.close();
        contexts.close();
        events.close();
        mongo.close();
    }
}
