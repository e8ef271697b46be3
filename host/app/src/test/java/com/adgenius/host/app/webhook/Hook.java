package com.adgenius.host.app.webhook;

import com.adgenius.host.app.testing.ApiClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** A webhook that a test made. */
record Hook(ApiClient owner, String id, String secret) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    static Hook make(ApiClient owner, String url, String... events) {
        JsonNode made = owner.post("/webhooks", Map.of("url", url, "events", List.of(events)))
                .expect(201)
                .json();
        return new Hook(
                owner, made.at("/webhook/id").asText(), made.path("secret").asText());
    }

    String path() {
        return "/webhooks/" + id;
    }

    JsonNode read() {
        return owner.get(path()).expect(200).json();
    }

    /** With its present entity tag. */
    ApiClient current() {
        return owner.with(
                "If-Match", owner.get(path()).expect(200).header("ETag").orElseThrow());
    }

    /** Makes something happen. */
    String campaign(String name) {
        return owner.post("/campaigns", Map.of("name", name)).expect(201).text("id");
    }

    List<JsonNode> deliveries() {
        JsonNode results = owner.get(path() + "/deliveries").expect(200).json().required("results");
        return StreamSupport.stream(results.spliterator(), false).toList();
    }

    JsonNode delivery(String delivery) {
        return owner.get(path() + "/deliveries/" + delivery).expect(200).json();
    }

    /** Waits until the delivery has that status. */
    JsonNode await(String delivery, String status) {
        Awaitility.await("delivery " + delivery + " is " + status)
                .atMost(LIMIT)
                .until(() -> delivery(delivery).path("status").asText().equals(status));
        return delivery(delivery);
    }
}
