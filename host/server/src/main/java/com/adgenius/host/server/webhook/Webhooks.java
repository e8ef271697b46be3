package com.adgenius.host.server.webhook;

import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.webhook.sending.Endpoints;
import com.adgenius.host.server.webhook.sending.WebhookSender;
import java.util.List;

/** Webhooks: what people do with them, and what a node delivers. */
public final class Webhooks implements AutoCloseable {

    private final WebhookEditing editing;
    private final WebhookStore store;
    private final WebhookDeliveries deliveries;
    private final WebhookTelling telling;
    private final WebhookWorkers workers;

    /** A node's webhooks; nothing is delivered before {@link #start}. */
    public Webhooks(WebhookSettings settings, WebhookServices services) {
        this.store = new WebhookStore(services.database());
        this.deliveries = new WebhookDeliveries(services.database(), services.clock());
        this.telling = new WebhookTelling(
                store,
                new AuditNotes(services.database(), WebhookDocuments.COLLECTION, services.audit()),
                services.events(),
                services.mails());
        WebhookSecrets secrets = new WebhookSecrets(services.vault());
        Endpoints endpoints = new Endpoints(services.resolver(), settings.local());
        this.editing = new WebhookEditing(
                store, deliveries, telling, secrets, services.types(), endpoints, services.events(), services.clock());
        this.workers = new WebhookWorkers(
                services,
                settings,
                store,
                deliveries,
                new FanOut(
                        services.events(),
                        store,
                        deliveries,
                        new LogCursor(services.database(), services.node(), services.clock()),
                        services.clock()),
                new Attempt(
                        settings,
                        store,
                        deliveries,
                        secrets,
                        new WebhookSender(endpoints, services.sockets(), settings.answer()),
                        new WebhookEnding(store, telling, services.clock()),
                        services.clock()));
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        store.provision();
        deliveries.provision();
        telling.provision();
    }

    WebhookEditing editing() {
        return editing;
    }

    /** Its share of the API. */
    public List<Routes> routes() {
        Runnable wake = () -> workers.wake(TenantScope.current());
        return List.of(new WebhookRoutes(editing, wake), new DeliveryRoutes(editing, wake));
    }

    /** Begins to deliver. */
    public void start() {
        workers.start();
    }

    /** Does for the tenant in scope what was cut off, and forgets what is old. */
    public void tidy() {
        editing.tidy();
    }

    @Override
    public void close() throws InterruptedException {
        workers.close();
    }
}
