package com.adgenius.host.app.creative;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/** What a tenant's user does with creatives. */
public record Studio(ApiClient user) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<String> ENDED = Set.of("ready", "failed", "cancelled");

    /** Asks for a creative and gives its id. */
    public String ask(ScriptedGenerator generator, String prompt) {
        return user.post("/creatives", generator.request(prompt)).expect(202).text("id");
    }

    /** Waits until the creative has that status; fails as soon as it ended with another. */
    public JsonNode await(String id, String status) {
        JsonNode seen = Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(LIMIT)
                .until(() -> read(id), read -> {
                    String now = read.path("status").asText();
                    return now.equals(status) || ENDED.contains(now) && !status.equals("running");
                });
        if (!seen.path("status").asText().equals(status)) {
            throw new AssertionError("Awaited " + status + ", is " + seen);
        }
        return seen;
    }

    /** The creative as it is now. */
    public JsonNode read(String id) {
        return user.get("/creatives/" + id).expect(200).json();
    }

    /** Asks for a creative and waits until it is ready. */
    public JsonNode make(ScriptedGenerator generator, String prompt) {
        return await(ask(generator, prompt), "ready");
    }

    /** Asks for it again; the last run may still be being ended, which the host says with 409 and Retry-After. */
    public ApiResponse retry(String id) {
        return Awaitility.await()
                .atMost(LIMIT)
                .until(
                        () -> user.post("/creatives/" + id + "/retry", ""),
                        response -> response.status() != 409
                                || response.header("Retry-After").isEmpty())
                .expect(202);
    }
}
