package com.adgenius.host.server.webhook;

import com.adgenius.host.server.webhook.Webhook.Content;
import com.adgenius.host.server.webhook.Webhook.Reason;
import com.adgenius.host.server.webhook.Webhook.Secrets;
import com.adgenius.host.server.webhook.Webhook.State;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How a webhook stands in its collection. */
final class WebhookDocuments {

    static final String COLLECTION = "webhooks";

    private WebhookDocuments() {}

    static Webhook webhook(Document document) {
        return new Webhook(
                document.getString("_id"),
                document.getLong("revision"),
                new Content(
                        document.getString("url"),
                        Set.copyOf(document.getList("events", String.class)),
                        document.getString("description"),
                        document.getBoolean("enabled")),
                new Secrets(
                        document.getString("secret"),
                        document.getDate("secret_rotated_at").toInstant(),
                        Optional.ofNullable(document.getString("previous_secret")),
                        time(document, "previous_secret_until")),
                new State(
                        time(document, "failing_since"),
                        Optional.ofNullable(document.getString("disabled_reason"))
                                .map(Reason::of),
                        time(document, "disabled_at")),
                document.getLong("after"),
                document.getString("created_by"),
                document.getDate("created_at").toInstant(),
                document.getDate("updated_at").toInstant());
    }

    private static Optional<Instant> time(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }

    static Document document(Webhook webhook) {
        Document document = new Document("_id", webhook.id())
                .append("revision", webhook.revision())
                .append("created_by", webhook.createdBy())
                .append("created_at", Date.from(webhook.createdAt()));
        fields(webhook).forEach((name, value) -> {
            if (value != null) {
                document.append(name, value);
            }
        });
        return document;
    }

    /** What changes of a webhook, by field; null for what is to be absent. */
    static Map<String, @Nullable Object> fields(Webhook webhook) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Content content = webhook.content();
        fields.put("url", content.url());
        fields.put("events", content.sortedEvents());
        fields.put("description", content.description());
        fields.put("enabled", content.enabled());
        Secrets secrets = webhook.secrets();
        fields.put("secret", secrets.current());
        fields.put("secret_rotated_at", Date.from(secrets.rotatedAt()));
        fields.put("previous_secret", secrets.previous().orElse(null));
        fields.put(
                "previous_secret_until", secrets.previousUntil().map(Date::from).orElse(null));
        State state = webhook.state();
        fields.put("failing_since", state.failingSince().map(Date::from).orElse(null));
        fields.put("disabled_reason", state.disabledReason().map(Reason::value).orElse(null));
        fields.put("disabled_at", state.disabledAt().map(Date::from).orElse(null));
        fields.put("after", webhook.after());
        fields.put("updated_at", Date.from(webhook.updatedAt()));
        return fields;
    }
}
