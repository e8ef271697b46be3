package com.adgenius.host.app.tenancy;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.webhook.Receiver;
import com.adgenius.host.server.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Makes webhooks, and deliveries to them that have ended.
 *
 * @param owner of the tenant that has them
 * @param receiver takes what is delivered, so that nothing is tried again while a test looks at what is stored
 */
record AskableWebhooks(ApiClient owner, Receiver receiver) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    Asked ask(Route route) {
        String id = owner.post("/webhooks", Map.of("url", receiver.url("/"), "events", List.of("webhook.disabled")))
                .expect(201)
                .json()
                .at("/webhook/id")
                .asText();
        Asked asked = Asked.of(
                route,
                route.path().contains("{delivery}")
                        ? route.path().replace("{id}", id).replace("{delivery}", delivered(id))
                        : route.path().replace("{id}", id));
        return route.method().text().equals("PATCH")
                ? asked.saying(Map.of("description", "Another")).ifMatch("\"1\"")
                : asked;
    }

    private String delivered(String id) {
        String delivery =
                owner.post("/webhooks/" + id + "/test", "").expect(202).text("id");
        String path = "/webhooks/" + id + "/deliveries/" + delivery;
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> owner.get(path).expect(200).text("status").equals("delivered"));
        return delivery;
    }
}
