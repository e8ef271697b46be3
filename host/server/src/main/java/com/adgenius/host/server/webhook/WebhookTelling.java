package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.event.EventLogs;

/**
 * Tells what was done to the webhooks of the tenant in scope: their notes go into the audit, their events into the log, and
 * that one was switched off to whoever looks after them.
 */
final class WebhookTelling {

    private static final System.Logger LOG = System.getLogger(WebhookTelling.class.getName());

    private final WebhookStore store;
    private final AuditNotes notes;
    private final EventLogs events;
    private final WebhookMails mails;

    WebhookTelling(WebhookStore store, AuditNotes notes, EventLogs events, WebhookMails mails) {
        this.store = requireNonNull(store, "store is null");
        this.notes = requireNonNull(notes, "notes is null");
        this.events = requireNonNull(events, "events is null");
        this.mails = requireNonNull(mails, "mails is null");
    }

    void provision() {
        notes.provision();
    }

    /** The change is stored: what fails from here on is made good by {@link #rest}. */
    void tell(String id) {
        try {
            publish(id);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "What changed of webhook " + id + " is told later", e);
        }
    }

    /** Tells what was cut off. */
    void rest() {
        notes.waiting().forEach(this::publish);
        store.untold().forEach(this::publish);
    }

    private void publish(String id) {
        for (WebhookEvent event : store.outbox(id)) {
            events.forTenant().append(event.id(), event.type(), WebhookEvent.VERSION, event.time(), event.data());
            if (event.type().equals(WebhookEvent.DISABLED)) {
                store.find(id).ifPresent(webhook -> mails.switchedOff(webhook, event));
            }
            store.published(id, event);
        }
        notes.deliver(id);
    }
}
