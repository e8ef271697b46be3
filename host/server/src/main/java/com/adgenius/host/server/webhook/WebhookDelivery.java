package com.adgenius.host.server.webhook;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.webhook.sending.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a webhook.
 *
 * @param id the message's id, the same for each try
 * @param webhookId where to
 * @param event what is told
 * @param status how far it is
 * @param tries how often it was tried since it was made or replayed
 * @param dueAt when it is tried again, or when the try that is made now counts as lost
 * @param createdAt when it was made
 * @param endedAt when it was delivered or given up
 * @param last the last try
 */
record WebhookDelivery(
        String id,
        String webhookId,
        Event event,
        Status status,
        int tries,
        Instant dueAt,
        Instant createdAt,
        Optional<Instant> endedAt,
        Optional<Try> last) {

    WebhookDelivery {
        requireNonNull(id, "id is null");
        requireNonNull(webhookId, "webhookId is null");
        requireNonNull(event, "event is null");
        requireNonNull(status, "status is null");
        requireNonNull(dueAt, "dueAt is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(endedAt, "endedAt is null");
        requireNonNull(last, "last is null");
    }

    /** How far a delivery is. */
    enum Status {
        /** It is tried, now or later. */
        PENDING,
        /** The receiver has it. */
        DELIVERED,
        /** It is tried no more, unless somebody replays it. */
        GIVEN_UP;

        String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What is told.
     *
     * @param id the event's id in the tenant's log
     * @param type its type
     * @param time when it happened
     */
    record Event(String id, String type, Instant time) {}

    /**
     * One try.
     *
     * @param at when it began
     * @param outcome what became of it
     */
    record Try(Instant at, Outcome outcome) {

        Document document() {
            Document document = new Document("at", Date.from(at))
                    .append("body", outcome.body())
                    .append("error", outcome.error())
                    .append("milliseconds", outcome.took().toMillis());
            outcome.status().ifPresent(status -> document.append("status", status));
            return document;
        }

        private static Try of(Document document) {
            Integer status = document.getInteger("status");
            return new Try(
                    document.getDate("at").toInstant(),
                    new Outcome(
                            status == null ? OptionalInt.empty() : OptionalInt.of(status),
                            document.getString("body"),
                            document.getString("error"),
                            Duration.ofMillis(document.getLong("milliseconds"))));
        }
    }

    static WebhookDelivery of(Document document) {
        return new WebhookDelivery(
                document.getString("_id"),
                document.getString("webhook_id"),
                new Event(
                        document.getString("event_id"),
                        document.getString("type"),
                        document.getDate("time").toInstant()),
                Status.of(document.getString("status")),
                document.getInteger("tries"),
                document.getDate("due_at").toInstant(),
                document.getDate("created_at").toInstant(),
                time(document.getDate("ended_at")),
                Optional.ofNullable(document.get("last", Document.class)).map(Try::of));
    }

    private static Optional<Instant> time(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
