package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.webhook.Receiver;
import com.adgenius.host.app.webhook.Receiver.Message;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is killed while it delivers, and another one that takes over. */
class WebhookKillIT {

    /** As many as a host sends to a webhook at once. */
    private static final int EVENTS = 4;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void whatAHostDiedSendingComesFromAnother() throws Exception {
        try (ServersProcess servers = ServersProcess.start(folder.resolve("servers"));
                Receiver receiver = Receiver.start();
                HostProcess first = host("first", servers)) {
            Api owner = Api.administrator(first).tenant("studio");
            JsonNode made = owner.post("/webhooks", body -> {
                        body.put("url", receiver.url("/"));
                        body.putArray("events").add("campaign.created");
                    })
                    .expect(201)
                    .json();
            IntStream.range(0, EVENTS).forEach(_ -> receiver.hangs());
            Set<String> campaigns = new HashSet<>();
            for (int i = 0; i < EVENTS; i++) {
                String name = "Campaign " + i;
                campaigns.add(owner.post("/campaigns", body -> body.put("name", name))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
            }
            List<Message> inHand =
                    IntStream.range(0, EVENTS).mapToObj(_ -> receiver.next()).toList();
            first.kill();
            Path key = Files.createDirectories(folder.resolve("second")).resolve("master.key");
            Files.copy(folder.resolve("first").resolve("master.key"), key);

            try (HostProcess second = host("second", servers)) {
                Api there = Api.at(second.address()).signedIn("owner@studio.example", "correct horse battery studio");
                String deliveries =
                        "/webhooks/" + made.at("/webhook/id").asText() + "/deliveries?page_size=100&status=delivered";
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> there.get(deliveries)
                                        .expect(200)
                                        .json()
                                        .get("count")
                                        .asInt()
                                == EVENTS);
                List<Message> later = receiver.rest();
                assertThat(later)
                        .as("what the first was sending, each once")
                        .extracting(Message::id)
                        .containsExactlyInAnyOrderElementsOf(
                                inHand.stream().map(Message::id).toList());
                assertThat(later)
                        .allSatisfy(message -> assertThat(
                                        message.isSignedBy(made.get("secret").asText()))
                                .isTrue());
                assertThat(later.stream()
                                .map(message -> message.json().at("/data/id").asText()))
                        .containsExactlyInAnyOrderElementsOf(campaigns);
            }
        }
    }

    private HostProcess host(String name, ServersProcess servers) throws Exception {
        return HostProcess.start(
                folder.resolve(name),
                "--mongodb",
                servers.address("mongodb"),
                "--redis",
                servers.address("redis"),
                "--local-webhooks");
    }
}
