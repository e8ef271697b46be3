package com.adgenius.host.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.storage.CanonicalJson;
import com.adgenius.host.server.storage.JsonValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent of an event: the same bytes in each try, since they are signed.
 *
 * @param id the same for the same webhook and event, whoever makes the message
 * @param eventId the event
 * @param type its type
 * @param time when it happened
 * @param body JSON
 */
record WebhookMessage(String id, String eventId, String type, Instant time, String body) {

    /** The most bytes of a body. */
    static final int LARGEST = 256 * 1024;

    private static final int ID_DIGITS = 32;

    static WebhookMessage of(String webhookId, StoredEvent event) {
        return of(webhookId, event.id(), event.type(), event.version(), event.time(), event.data());
    }

    static WebhookMessage of(String webhookId, WebhookEvent event) {
        return of(webhookId, event.id(), event.type(), WebhookEvent.VERSION, event.time(), event.data());
    }

    private static WebhookMessage of(
            String webhookId, String eventId, String type, int version, Instant time, Map<String, Object> data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", eventId);
        body.put("type", type);
        body.put("version", BigDecimal.valueOf(version));
        body.put("timestamp", time.toString());
        body.put("data", data);
        // No dot: the id is a part of what is signed, which dots divide.
        String id = "msg_" + CanonicalJson.sha256(webhookId + " " + eventId).substring(0, ID_DIGITS);
        return new WebhookMessage(id, eventId, type, time, JsonValues.text(body));
    }

    boolean tooLarge() {
        return body.getBytes(UTF_8).length > LARGEST;
    }
}
