package com.adgenius.host.server.event.delivery;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.adgenius.host.app.testing.PluginWorld;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.plugin.EventListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.Document;

/** Nodes that deliver the events of tenants to listeners compiled in the test. */
final class DeliveryWorld extends PluginWorld {

    private final List<EventDelivery> nodes = new ArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final long platformBefore = events.forPlatform().last();

    DeliveryWorld(Entry... entries) {
        super(entries);
        tenant(unique());
    }

    @Override
    public Tenant tenant(String slug) {
        Tenant tenant = super.tenant(slug);
        inScope(tenant, () -> {
            new EventDelivery(settings("provisioner"), services(Clock.systemUTC())).provision();
            return tenant;
        });
        return tenant;
    }

    /** Quick settings: sweeps five times a second, pauses from 20 ms. */
    static DeliverySettings settings(String node) {
        return new DeliverySettings(
                node, 4, Duration.ofMinutes(1), Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(200));
    }

    private DeliveryServices services(Clock clock) {
        return new DeliveryServices(runtime, contexts, events, database, this::look, clock);
    }

    private List<Tenant> look(String after, int limit) {
        if (after.isEmpty()) {
            looks.incrementAndGet();
        }
        return activeTenants(after, limit);
    }

    EventDelivery node(String name) {
        return node(name, Clock.systemUTC());
    }

    EventDelivery node(String name, Clock clock) {
        EventDelivery node = new EventDelivery(settings(name), services(clock));
        nodes.add(node);
        node.start();
        return node;
    }

    /** Stops the node. */
    static void stop(EventDelivery node) {
        try {
            node.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Routes a plugin with that listener, switched on for everybody. */
    void listen(String pluginId, String version, Listener listener) {
        install(pluginId, version, new ScriptedPlugin(pluginId, version).with(EventListener.class, listener));
    }

    /** Switches the plugin off for these tenants, on for all others. */
    void refuse(String pluginId, String version, Set<String> tenants) {
        apply(pluginId, Route.stable(version), new Flags(true, true, Map.of(), tenants));
    }

    /** Appends an event that listeners hear of. */
    String happen(Tenant tenant, String id) {
        return happen(tenant, id, Listener.TYPE);
    }

    String happen(Tenant tenant, String id, String type) {
        inScope(tenant, () -> events.forTenant().append(id, type, 1, Instant.now(), Map.of("name", id)));
        return id;
    }

    /** Appends that many events. */
    List<String> happen(Tenant tenant, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> happen(tenant, tenant.slug() + "-" + number))
                .toList();
    }

    /** What was set aside for the tenant. */
    List<Document> undelivered(Tenant tenant) {
        return inScope(
                tenant,
                () -> Await.all(database.collection("undelivered_events").find()));
    }

    Document cursor(Tenant tenant, String pluginId) {
        return inScope(
                tenant, () -> Await.one(database.collection("event_cursors").find(new Document("_id", pluginId))));
    }

    /** The ids in a collection of the tenant. */
    List<String> documents(Tenant tenant, String collection) {
        return inScope(tenant, () -> Await.all(database.collection(collection).find())).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** Removes the tenant's events up to that one from its log, as an old log is swept. */
    void forget(Tenant tenant, String id) {
        inScope(tenant, () -> {
            long last = Await.one(database.collection("events").find(eq("event_id", id)))
                    .getLong("_id");
            return Await.one(database.collection("events").deleteMany(lte("_id", last)));
        });
    }

    /** What was appended to the platform's log meanwhile. */
    List<StoredEvent> toldToThePlatform() {
        return events.forPlatform().after(platformBefore, 500);
    }

    /** What the platform's log says of the tenant. */
    List<StoredEvent> toldToThePlatform(Tenant tenant) {
        return toldToThePlatform().stream()
                .filter(event -> tenant.slug().equals(event.data().get("tenant")))
                .toList();
    }

    /** Leaves the tenant's cursor as a node does that dies in its call for the next event. */
    void leaveClaimed(Tenant tenant, String pluginId, String node, int tries) {
        Cursors cursors = new Cursors(database, settings(node), Clock.systemUTC());
        inScope(tenant, () -> {
            cursors.create(pluginId, events.forTenant().last());
            Cursor claimed = cursors.claim(pluginId).orElseThrow();
            return cursors.trying(claimed, claimed.after(), tries);
        });
    }

    /** Waits until a node has looked through all tenants, so that what happened before is older than its next look. */
    void awaitRound() {
        int before = looks.get();
        Awaitility.await("a round").atMost(LIMIT).until(() -> looks.get() > before + 2);
    }

    /** Waits until the tenant's cursor for the plugin is at the log's end. */
    void awaitDelivered(Tenant tenant, String pluginId) {
        long last = inScope(tenant, () -> events.forTenant().last());
        Awaitility.await("delivery to " + pluginId)
                .atMost(LIMIT)
                .until(() -> cursor(tenant, pluginId).getLong("after") >= last);
    }

    @Override
    public void close() {
        nodes.forEach(DeliveryWorld::stop);
        super.close();
    }
}
