package com.adgenius.host.server.webhook;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.webhook.Receiver;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.mail.MailOutbox;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.tenant.TenantDirectory;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.Users;
import com.adgenius.host.server.vault.Vault;
import com.adgenius.host.server.webhook.WebhookDeliveries.Claim;
import com.adgenius.host.server.webhook.sending.NameResolver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.bson.Document;

/** Nodes that deliver the webhooks of tenants that nobody else knows, on a real database protocol. */
final class WebhookWorld implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Asking SOMEBODY = new Asking(
            new Principal("0198c0de-0000-7000-8000-000000000001", "a@b.example", false, Optional.empty()),
            "127.0.0.1",
            "request");

    static final String TYPE = "test.happened";

    /** Tries of two seconds at most, six of them; a claim counts for three. */
    static final WebhookSettings SETTINGS = new WebhookSettings(
            true,
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            List.of(
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofMillis(200),
                    Duration.ofMillis(200)),
            Duration.ofDays(3));

    final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    final TenantDatabase database = new TenantDatabase(mongo);
    final EventLogs events = new EventLogs(database, mongo, Clock.systemUTC());
    final WebhookStore store = new WebhookStore(database);
    private final Vault vault =
            Vault.open(Optional.of(Base64.getEncoder().encodeToString(new byte[32])), Path.of("unused"));
    private final List<Tenant> tenants = new ArrayList<>();
    private final List<Webhooks> nodes = new ArrayList<>();

    /** A new tenant. */
    Tenant tenant() {
        String slug = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        Tenant tenant = new Tenant(slug, slug, slug, Tenant.databaseNameOf(slug), "free", true, Instant.now());
        TenantScope.run(tenant, () -> idle("provisioner").provision());
        tenants.add(tenant);
        return tenant;
    }

    <T> T in(Tenant tenant, Callable<T> work) {
        try {
            return TenantScope.call(tenant, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    WebhookDeliveries deliveries(Clock clock) {
        return new WebhookDeliveries(database, clock);
    }

    private TenantDirectory directory() {
        return (after, limit) -> List.copyOf(tenants).stream()
                .filter(tenant -> tenant.slug().compareTo(after) > 0)
                .sorted(java.util.Comparator.comparing(Tenant::slug))
                .limit(limit)
                .toList();
    }

    private WebhookServices services(String name, NameResolver resolver, Clock clock) {
        return new WebhookServices(
                name,
                database,
                vault,
                new AuditLog(mongo, clock),
                events,
                new WebhookMails(
                        new MailOutbox(mongo, vault, clock),
                        new Users(mongo, clock),
                        new Memberships(mongo),
                        () -> URI.create("http://localhost")),
                directory(),
                new WebhookEventTypes(Set.of(TYPE, "test.other"), _ -> false),
                resolver,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Duration.ofMillis(200),
                clock);
    }

    private Webhooks idle(String name) {
        return new Webhooks(SETTINGS, services(name, NameResolver.ofTheMachine(), Clock.systemUTC()));
    }

    /** A node that delivers. */
    Webhooks node(String name) {
        return node(name, SETTINGS, NameResolver.ofTheMachine(), Clock.systemUTC());
    }

    Webhooks node(String name, WebhookSettings settings, NameResolver resolver, Clock clock) {
        Webhooks node = new Webhooks(settings, services(name, resolver, clock));
        nodes.add(node);
        node.start();
        return node;
    }

    static void stop(Webhooks node) {
        try {
            node.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A webhook of the tenant for that type. */
    Webhook hook(Tenant tenant, String url) {
        WebhookEditing editing = editing(NameResolver.ofTheMachine());
        return in(
                tenant,
                () -> editing.create(new Webhook.Content(url, Set.of(TYPE), "", true), SOMEBODY)
                        .webhook());
    }

    private WebhookEditing editing(NameResolver resolver) {
        WebhookServices services = services("editor", resolver, Clock.systemUTC());
        return new Webhooks(SETTINGS, services).editing();
    }

    Webhook read(Tenant tenant, Webhook hook) {
        return in(tenant, () -> store.find(hook.id()).orElseThrow());
    }

    /** Stores a change of the webhook as it was read before. */
    Webhook describe(Tenant tenant, Webhook before, String description) {
        Webhook.Content content = new Webhook.Content(
                before.content().url(),
                before.content().events(),
                description,
                before.content().enabled());
        Webhook after = new Webhook(
                before.id(),
                before.revision() + 1,
                content,
                before.secrets(),
                before.state(),
                before.after(),
                before.createdBy(),
                before.createdAt(),
                Instant.now());
        AuditNote note = AuditNote.of(SOMEBODY, Instant.now(), "webhook.updated", "webhook/" + before.id(), Map.of());
        return in(
                tenant,
                () -> store.change(before, after, note, Optional.empty()).orElseThrow());
    }

    /** Appends an event with that text. */
    void happen(Tenant tenant, String id, String text) {
        in(tenant, () -> events.forTenant().append(id, TYPE, 1, Instant.now(), Map.of("text", text)));
    }

    /** Appends events, which the tenant's webhooks want. */
    List<String> happen(Tenant tenant, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .peek(id -> in(tenant, () -> events.forTenant().append(id, TYPE, 1, Instant.now(), Map.of("name", id))))
                .toList();
    }

    /** The events' ids, in the order in which the receiver got them. */
    static List<String> received(Receiver receiver, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> receiver.next().json().path("id").asText())
                .toList();
    }

    /** Writes a delivery down as a node does, and no more: the cursor stays. */
    void write(Tenant tenant, Webhook hook) {
        in(tenant, () -> {
            events.forTenant()
                    .after(hook.after(), 100)
                    .forEach(
                            event -> deliveries(Clock.systemUTC()).put(hook.id(), WebhookMessage.of(hook.id(), event)));
            return hook;
        });
    }

    /** Claims a delivery as a node does that dies while it sends. */
    Claim dieSending(Tenant tenant, Webhook hook) {
        return in(
                tenant,
                () -> deliveries(Clock.systemUTC())
                        .claim(hook.id(), SETTINGS.lease())
                        .orElseThrow());
    }

    /** Claims the cursor as a node does that dies while it writes deliveries down. */
    void dieWriting(Tenant tenant, String node) {
        in(
                tenant,
                () -> new LogCursor(database, node, Clock.systemUTC()).claim().orElseThrow());
    }

    List<Document> stored(Tenant tenant) {
        return in(
                tenant,
                () -> Await.all(database.collection("webhook_deliveries").find()));
    }

    /** Waits until all deliveries of the tenant have that status. */
    List<Document> await(Tenant tenant, int count, String status) {
        Awaitility.await(count + " deliveries are " + status)
                .atMost(LIMIT)
                .until(() -> stored(tenant).stream()
                                .filter(delivery -> delivery.getString("status").equals(status))
                                .count()
                        == count);
        return stored(tenant);
    }

    @Override
    public void close() {
        nodes.forEach(WebhookWorld::stop);
        events.close();
        mongo.close();
    }
}
