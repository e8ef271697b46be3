package com.adgenius.host.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.bus.DomainEvent.CreativeRequested;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What an administrator does with a message that could not be handled. */
class DeadLetterRoutesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HostUnderTest host = HostUnderTest.shared();
    private final ApiClient administrator = host.administrator();
    private final TenantUnderTest tenant = host.newTenant();

    @Test
    void itIsShownWithItsReasonAndReplayedOnce() {
        ScriptedGenerator generator = ScriptedGenerator.install(host, CreativeKind.TEXT, (_, _) -> {
                    throw new PluginException(FailureCode.INTERNAL, "broken");
                })
                .serve(tenant);
        String creative = tenant.owner()
                .post("/creatives", generator.request("A frog"))
                .expect(202)
                .text("id");
        awaitStatus(creative, "failed");
        plant(creative);

        JsonNode letter = letterOf(creative).orElseThrow();
        assertThat(letter.path("code").asText()).isEqualTo("job_died");
        assertThat(letter.path("detail").asText()).isEqualTo("3 workers ended while they worked on it.");
        assertThat(letter.path("tenant").asText()).isEqualTo(tenant.slug());
        assertThat(letter.path("data").path("kind").asText()).isEqualTo("text");

        generator.does((request, _) -> Scripts.copy(request, "frog"));
        String replay = "/admin/dead-letters/" + letter.path("id").asText() + "/replay";
        administrator.post(replay, "").expect(202);

        awaitStatus(creative, "ready");
        assertThat(letterOf(creative)).isEmpty();
        administrator.post(replay, "").expect(404);
    }

    /** As a worker of the bus gives a job up. */
    private void plant(String creative) {
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            Message message = Message.ofTenant(
                    tenant.slug(), "dead " + creative, Instant.now(), new CreativeRequested(creative, "text", 1));
            new DeadLetters(mongo, Clock.systemUTC())
                    .keep(
                            "work.text",
                            new MessageCodec().encode(message),
                            new DeadLetters.Cause("job_died", "3 workers ended while they worked on it.", 0));
        }
    }

    private Optional<JsonNode> letterOf(String creative) {
        JsonNode page = administrator
                .get("/admin/dead-letters?page_size=100")
                .expect(200)
                .json();
        return StreamSupport.stream(page.path("results").spliterator(), false)
                .filter(letter ->
                        letter.path("data").path("creative_id").asText().equals(creative))
                .findFirst();
    }

    private void awaitStatus(String creative, String status) {
        await().atMost(LIMIT)
                .until(() -> tenant.owner()
                        .get("/creatives/" + creative)
                        .expect(200)
                        .text("status")
                        .equals(status));
    }
}
