package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.webhook.sending.Endpoint;
import com.adgenius.host.server.webhook.sending.Endpoints;
import com.adgenius.host.server.webhook.sending.RefusedEndpointException;
import com.adgenius.host.server.webhook.sending.SigningSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What people can do with the webhooks of the tenant in scope. */
final class WebhookEditing {

    /** How long the secret before signs as well. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final int ATTEMPTS = 5;

    private final WebhookStore store;
    private final WebhookDeliveries deliveries;
    private final WebhookTelling telling;
    private final WebhookSecrets secrets;
    private final WebhookEventTypes types;
    private final Endpoints endpoints;
    private final EventLogs events;
    private final Clock clock;

    WebhookEditing(
            WebhookStore store,
            WebhookDeliveries deliveries,
            WebhookTelling telling,
            WebhookSecrets secrets,
            WebhookEventTypes types,
            Endpoints endpoints,
            EventLogs events,
            Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.deliveries = requireNonNull(deliveries, "deliveries is null");
        this.telling = requireNonNull(telling, "telling is null");
        this.secrets = requireNonNull(secrets, "secrets is null");
        this.types = requireNonNull(types, "types is null");
        this.endpoints = requireNonNull(endpoints, "endpoints is null");
        this.events = requireNonNull(events, "events is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    WebhookStore store() {
        return store;
    }

    WebhookDeliveries deliveries() {
        return deliveries;
    }

    /** The webhook of that id; {@link ProblemCode#NOT_FOUND} where the tenant has none. */
    Webhook find(String id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("webhook", id));
    }

    /** A webhook with the secret that was made for it. */
    record WithSecret(Webhook webhook, SigningSecret secret) {}

    WithSecret create(Webhook.Content content, Asking asking) {
        requireUsable(content, true);
        Instant now = now();
        String id = TimeOrderedId.next();
        SigningSecret secret = SigningSecret.random();
        Webhook webhook = new Webhook(
                id,
                1,
                content,
                Webhook.Secrets.first(secrets.seal(id, secret), now),
                Webhook.State.FRESH,
                events.forTenant().last(),
                asking.by().userId(),
                now,
                now);
        AuditNote note = note(asking, now, "webhook.created", id, Map.of("after", content.hash()));
        if (!store.insert(webhook, note)) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT, "A tenant has at most " + WebhookStore.MOST + " webhooks; remove one first.");
        }
        telling.tell(id);
        return new WithSecret(webhook, secret);
    }

    /** Names all that is wrong; the host is looked up only where the URL is another. */
    private void requireUsable(Webhook.Content content, boolean otherUrl) {
        Violations violations = new Violations();
        for (String type : content.sortedEvents()) {
            violations.check(
                    types.exists(type), "events", "must be of " + types.list() + "; there is no " + quoted(type));
        }
        if (otherUrl) {
            try {
                endpoints.addresses(Endpoint.parse(content.url()));
            } catch (RefusedEndpointException e) {
                violations.check(false, "url", e.reason());
            }
        }
        violations.raise();
    }

    private static String quoted(String type) {
        return "\"" + type.substring(0, Math.min(100, type.length())) + "\"";
    }

    /** Changes the webhook, unless it has another revision by now; a patch that changes nothing is no change. */
    Webhook change(String id, long revision, WebhookPatch patch, Asking asking) {
        Webhook before = find(id);
        if (before.revision() != revision) {
            throw stale(id);
        }
        Webhook.Content content = patch.applied(before.content());
        List<String> changed = changed(before.content(), content);
        if (changed.isEmpty()) {
            return before;
        }
        boolean otherUrl = changed.contains("url");
        requireUsable(content, otherUrl);
        Instant now = now();
        boolean begins = content.enabled() && !before.content().enabled();
        Webhook after = new Webhook(
                id,
                revision + 1,
                content,
                before.secrets(),
                begins || otherUrl ? Webhook.State.FRESH : before.state(),
                begins ? events.forTenant().last() : before.after(),
                before.createdBy(),
                before.createdAt(),
                now);
        AuditNote note = note(
                asking,
                now,
                "webhook.updated",
                id,
                Map.of(
                        "changed", String.join(",", changed),
                        "before", before.content().hash(),
                        "after", content.hash()));
        Webhook stored = store.change(before, after, note, Optional.empty()).orElseThrow(() -> stale(id));
        telling.tell(id);
        return stored;
    }

    private static List<String> changed(Webhook.Content before, Webhook.Content after) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("url", before.url().equals(after.url()));
        same.put("events", before.events().equals(after.events()));
        same.put("description", before.description().equals(after.description()));
        same.put("enabled", before.enabled() == after.enabled());
        List<String> changed = new ArrayList<>(same.keySet());
        changed.removeIf(same::get);
        return changed;
    }

    /** Makes a new secret; the one before signs as well for {@link #OVERLAP}. */
    WithSecret rotate(String id, Asking asking) {
        SigningSecret secret = SigningSecret.random();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Webhook before = find(id);
            Instant now = now();
            Webhook after = new Webhook(
                    id,
                    before.revision() + 1,
                    before.content(),
                    before.secrets().rotated(secrets.seal(id, secret), now, now.plus(OVERLAP)),
                    before.state(),
                    before.after(),
                    before.createdBy(),
                    before.createdAt(),
                    now);
            Optional<Webhook> stored =
                    store.change(before, after, note(asking, now, "webhook.rotated", id, Map.of()), Optional.empty());
            if (stored.isPresent()) {
                telling.tell(id);
                return new WithSecret(stored.get(), secret);
            }
        }
        throw ProblemException.of(ProblemCode.CONFLICT, "Webhook " + id + " is being changed by others; ask again.")
                .header("Retry-After", "1");
    }

    /** Removes the webhook with its deliveries. */
    void remove(String id, OptionalLong revision, Asking asking) {
        Webhook before = find(id);
        Map<String, String> hashes = Map.of("before", before.content().hash());
        if (!store.remove(id, revision, now(), note(asking, now(), "webhook.deleted", id, hashes))) {
            find(id);
            throw stale(id);
        }
        telling.tell(id);
        purge(id);
    }

    private void purge(String id) {
        deliveries.forget(id);
        store.purge(id);
    }

    /** Writes down a message to try the webhook out. */
    WebhookDelivery test(String id, Asking asking) {
        requireEnabled(find(id));
        WebhookMessage message =
                WebhookMessage.of(id, WebhookEvent.test(id, now(), asking.by().userId()));
        deliveries.put(id, message);
        return delivery(id, message.id());
    }

    /** Begins anew with a delivery that has ended. */
    WebhookDelivery replay(String id, String deliveryId) {
        requireEnabled(find(id));
        WebhookDelivery known = delivery(id, deliveryId);
        return deliveries
                .replay(id, deliveryId)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT,
                        known.status() == WebhookDelivery.Status.PENDING
                                ? "Delivery " + deliveryId + " has not ended, so it cannot be replayed."
                                : "Delivery " + deliveryId + " was too large to be kept."));
    }

    /** The delivery of that id; {@link ProblemCode#NOT_FOUND} where the webhook has none. */
    WebhookDelivery delivery(String id, String deliveryId) {
        return deliveries.find(id, deliveryId).orElseThrow(() -> ProblemException.notFound("delivery", deliveryId));
    }

    private static void requireEnabled(Webhook webhook) {
        if (!webhook.content().enabled()) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT, "Webhook " + webhook.id() + " is switched off; switch it on first.");
        }
    }

    private static ProblemException stale(String id) {
        return ProblemException.of(
                ProblemCode.STALE,
                "Webhook " + id + " was changed meanwhile. Read it again and send your change with its ETag.");
    }

    private static AuditNote note(Asking asking, Instant now, String action, String id, Map<String, String> details) {
        return AuditNote.of(asking, now, action, "webhook/" + id, details);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Does for the tenant in scope what was cut off, and forgets what is old. */
    void tidy() {
        telling.rest();
        store.removed().forEach(this::purge);
        deliveries.sweep();
    }
}
