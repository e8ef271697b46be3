package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.host.server.storage.TimeOrderedId;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * Something that the host did to a webhook and its people should hear of. It is written into the webhook's document by the
 * same update, and goes from there to the tenant's event log.
 *
 * @param id unique
 * @param type its type
 * @param time when it happened
 * @param data JSON values
 */
record WebhookEvent(String id, String type, Instant time, Map<String, Object> data) {

    /** The version of the data of every type here. */
    static final int VERSION = 1;

    /** A message that somebody asked for, to try a webhook out; it goes to that webhook and into no log. */
    static final String TEST = "webhook.test";

    /** The host switched a webhook off. */
    static final String DISABLED = "webhook.disabled";

    /** The types in the tenant's log. */
    static final Set<String> TYPES = Set.of(DISABLED);

    WebhookEvent {
        requireNonNull(id, "id is null");
        requireNonNull(type, "type is null");
        requireNonNull(time, "time is null");
        data = JsonValues.copyOf(data);
    }

    static WebhookEvent disabled(String webhookId, Instant time, Webhook.Reason reason) {
        return new WebhookEvent(
                TimeOrderedId.next(), DISABLED, time, Map.of("id", webhookId, "reason", reason.value()));
    }

    static WebhookEvent test(String webhookId, Instant time, String by) {
        return new WebhookEvent(TimeOrderedId.next(), TEST, time, Map.of("id", webhookId, "by", by));
    }

    Document document() {
        return new Document("id", id)
                .append("type", type)
                .append("time", Date.from(time))
                .append("data", JsonValues.text(data));
    }

    static WebhookEvent of(Document document) {
        return new WebhookEvent(
                document.getString("id"),
                document.getString("type"),
                document.getDate("time").toInstant(),
                JsonValues.object(document.getString("data")));
    }
}
