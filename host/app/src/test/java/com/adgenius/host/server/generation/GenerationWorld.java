package com.adgenius.host.server.generation;

import com.adgenius.host.app.testing.PluginWorld;
import com.adgenius.host.server.bus.BusSettings;
import com.adgenius.host.server.bus.DeadLetters;
import com.adgenius.host.server.bus.EventBus;
import com.adgenius.host.server.bus.StoredBus;
import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeInput;
import com.adgenius.host.server.creative.CreativeServices;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.creative.CreativeStore;
import com.adgenius.host.server.creative.Creatives;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.plugin.GeneratorCatalog;
import com.adgenius.host.server.plugin.TenantPlugins;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.vault.Vault;
import com.adgenius.plugin.CreativeKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;

/** Tenants of their own on a real database protocol, a real plugin runtime, and any number of nodes' workers. */
final class GenerationWorld extends PluginWorld {

    final TenantMetering metering = new TenantMetering(runtime, contexts, database, Clock.systemUTC());
    static final Asking USER =
            new Asking(new Principal("user", "user@example.com", false, Optional.empty()), "127.0.0.1", "request");

    final CreativeStore store = new CreativeStore(database, Clock.systemUTC());
    final DeadLetters deadLetters = new DeadLetters(mongo, Clock.systemUTC());
    private final String namespace = unique();
    private final List<GenerationWorkers> nodes = new ArrayList<>();
    private final List<EventBus> buses = new ArrayList<>();

    GenerationWorld() {
        tenant(unique());
    }

    @Override
    public Tenant tenant(String slug) {
        Tenant tenant = super.tenant(slug);
        TenantScope.run(tenant, () -> {
            store.provision();
            metering.provision();
        });
        return tenant;
    }

    /** Each node has its own part of the bus; all parts share what waits. */
    private GenerationServices services(GenerationSettings settings) {
        EventBus bus = StoredBus.open(
                new BusSettings(
                        settings.node(),
                        namespace,
                        List.of(Duration.ofMillis(50), Duration.ofMillis(100)),
                        settings.lease(),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        1_000),
                mongo,
                deadLetters,
                Clock.systemUTC());
        buses.add(bus);
        return new GenerationServices(
                runtime,
                contexts,
                metering,
                mongo,
                database,
                events,
                media,
                () -> BRAND,
                this::activeTenants,
                slug -> activeTenants("", 100).stream()
                        .filter(tenant -> tenant.slug().equals(slug))
                        .findFirst(),
                bus,
                _ -> {},
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
        return new GenerationWorkers(settings(name), services(settings(name)));
    }

    GenerationWorkers node(GenerationSettings settings, JobStore.Fence fence) {
        GenerationWorkers node = new GenerationWorkers(settings, services(settings), fence);
        nodes.add(node);
        node.start(id -> creatives(node).replay(id));
        return node;
    }

    /** The part of the bus of the node that was made last. */
    EventBus bus() {
        return buses.getLast();
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
                new GeneratorCatalog(runtime, models),
                new TenantPlugins(runtime, database, vault),
                new Campaigns(database, Clock.systemUTC()),
                metering,
                media,
                references,
                _ -> {},
                Clock.systemUTC());
    }

    static CreativeInput input(String kind, String prompt, List<String> formats, int count) {
        return new CreativeInput(
                null, kind, prompt, null, null, null, null, null, null, formats, count, null, null, null);
    }

    Creative ask(GenerationWorkers node, CreativeInput input) {
        return inScope(() -> creatives(node).ask(input, USER)).creative();
    }

    Creative read(String id) {
        return inScope(() -> store.find(id).orElseThrow());
    }

    /** Waits until the creative has the status; each step of a creative is an event, so nobody polls. */
    Creative await(String id, CreativeStatus status) {
        awaitEvents(_ -> read(id).status() == status);
        return read(id);
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
        buses.forEach(EventBus::close);
        super.close();
    }
}
