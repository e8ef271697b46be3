package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.event.EventLog;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.webhook.WebhookDelivery.Try;
import com.adgenius.host.server.webhook.sending.Outcome;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the events of the tenant in scope into deliveries, one for each webhook that wants one. */
final class FanOut {

    /** The most deliveries that may wait for a webhook; what comes beyond is given up at once, and can be replayed. */
    static final int BACKLOG = 10_000;

    private static final System.Logger LOG = System.getLogger(FanOut.class.getName());
    private static final int PAGE = 100;

    private final EventLogs events;
    private final WebhookStore webhooks;
    private final WebhookDeliveries deliveries;
    private final LogCursor cursor;
    private final Clock clock;

    FanOut(EventLogs events, WebhookStore webhooks, WebhookDeliveries deliveries, LogCursor cursor, Clock clock) {
        this.events = requireNonNull(events, "events is null");
        this.webhooks = requireNonNull(webhooks, "webhooks is null");
        this.deliveries = requireNonNull(deliveries, "deliveries is null");
        this.cursor = requireNonNull(cursor, "cursor is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Does the next page of the log; whether there may be more. */
    boolean page() {
        List<Webhook> listening = webhooks.enabled();
        if (listening.isEmpty()) {
            return false;
        }
        EventLog log = events.forTenant();
        if (begin(cursor.after(), listening) >= log.last()) {
            return false;
        }
        Optional<LogCursor.Claimed> claimed = cursor.claim();
        if (claimed.isEmpty()) {
            return false;
        }
        long after = claimed.get().after();
        try {
            long begin = begin(after, listening);
            List<StoredEvent> page = log.after(begin, PAGE);
            after = page.isEmpty() ? skipped(log, begin) : fan(page);
            return page.isEmpty() ? after > begin : page.size() == PAGE;
        } finally {
            cursor.letGo(claimed.get(), after);
        }
    }

    /** Nobody wants what happened before the oldest webhook was made. */
    private static long begin(long after, List<Webhook> listening) {
        return Math.max(
                after, listening.stream().mapToLong(Webhook::after).min().orElseThrow());
    }

    private static long skipped(EventLog log, long after) {
        long first = log.first();
        if (first <= after + 1) {
            return after;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "The webhooks of tenant " + TenantScope.current().slug() + " miss the events " + (after + 1) + " to "
                        + (first - 1) + ", which the log no longer keeps");
        return first - 1;
    }

    private long fan(List<StoredEvent> page) {
        // Read after the page: whoever was told of a webhook's making before an event happened gets the event.
        List<Webhook> listening = webhooks.enabled();
        Map<String, Boolean> full = new HashMap<>();
        for (StoredEvent event : page) {
            for (Webhook webhook : listening) {
                if (webhook.wants(event.type(), event.sequence())) {
                    put(webhook.id(), WebhookMessage.of(webhook.id(), event), full);
                }
            }
        }
        return page.getLast().sequence();
    }

    private void put(String webhookId, WebhookMessage message, Map<String, Boolean> full) {
        if (message.tooLarge()) {
            giveUp(webhookId, message, "The message is larger than " + WebhookMessage.LARGEST + " bytes");
        } else if (full.computeIfAbsent(webhookId, id -> deliveries.pile(id, BACKLOG))) {
            giveUp(webhookId, message, BACKLOG + " deliveries wait for this webhook already");
        } else {
            deliveries.put(webhookId, message);
        }
    }

    private void giveUp(String webhookId, WebhookMessage message, String why) {
        deliveries.putGivenUp(webhookId, message, new Try(clock.instant(), Outcome.unsent(why)));
    }
}
