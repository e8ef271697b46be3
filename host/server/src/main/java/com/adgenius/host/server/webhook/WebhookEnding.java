package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.TimeOrderedId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Switches webhooks off that cannot be delivered to. */
final class WebhookEnding {

    private static final System.Logger LOG = System.getLogger(WebhookEnding.class.getName());
    private static final int ATTEMPTS = 5;

    private final WebhookStore store;
    private final WebhookTelling telling;
    private final Clock clock;

    WebhookEnding(WebhookStore store, WebhookTelling telling, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.telling = requireNonNull(telling, "telling is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Switches it off, unless it has another URL by now: then that one is to be tried. */
    void switchOff(String id, String url, Webhook.Reason reason) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Webhook> found = store.find(id)
                    .filter(webhook -> webhook.content().enabled())
                    .filter(webhook -> webhook.content().url().equals(url));
            if (found.isEmpty() || switchOff(found.get(), reason)) {
                return;
            }
        }
    }

    private boolean switchOff(Webhook before, Webhook.Reason reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Webhook after = new Webhook(
                before.id(),
                before.revision() + 1,
                before.content().switchedOff(),
                before.secrets(),
                new Webhook.State(before.state().failingSince(), Optional.of(reason), Optional.of(now)),
                before.after(),
                before.createdBy(),
                before.createdAt(),
                now);
        AuditNote note = new AuditNote(
                TimeOrderedId.next(),
                now,
                AuditNote.HOST,
                "",
                WebhookEvent.DISABLED,
                "webhook/" + before.id(),
                Map.of("reason", reason.value()));
        if (store.change(before, after, note, Optional.of(WebhookEvent.disabled(before.id(), now, reason)))
                .isEmpty()) {
            return false;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Webhook " + before.id() + " of tenant " + TenantScope.current().slug() + " is switched off: "
                        + reason.value());
        telling.tell(before.id());
        return true;
    }
}
