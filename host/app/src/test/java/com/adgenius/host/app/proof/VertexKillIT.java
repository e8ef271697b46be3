package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the host while Veo makes a video, and while it is being asked for one: nothing is started, or paid, twice. */
class VertexKillIT {

    private static final String FORMAT = "youtube_16x9";
    private static final String LOST = "A lamp whose start was lost";
    private static final String UNDER_WAY = "A shelf that Veo films";
    private static final String HANGING = "A shoe that Veo is asked for";
    private static final List<String> BRIEFS = List.of(LOST, UNDER_WAY, HANGING);

    @TempDir
    private Path folder;

    @Test
    void aVideoUnderWayEndsOnceAfterAKillAndNoStartWhoseAnswerWasLostIsRepeated() throws Exception {
        CountDownLatch killed = new CountDownLatch(1);
        Path data = folder.resolve("data");
        try (VertexServer vertex = VertexServer.start()) {
            String lost;
            String underWay;
            String hanging;
            HostProcess first = HostProcess.start(data, vertex.allowed());
            try {
                ProviderTenant studio = studio(first, vertex);
                vertex.losingStart(new CountDownLatch(0));
                lost = studio.ask("video", LOST, FORMAT);
                assertThat(studio.problem(lost)).isEqualTo("unknown_outcome");

                vertex.videoAfter(Integer.MAX_VALUE);
                underWay = studio.ask("video", UNDER_WAY, FORMAT);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !vertex.bodies("fetchPredictOperation").isEmpty());
                vertex.losingStart(killed);
                hanging = studio.ask("video", HANGING, FORMAT);
                await().atMost(Duration.ofMinutes(1)).until(() -> vertex.started() == BRIEFS.size());
            } finally {
                first.kill();
                killed.countDown();
            }

            vertex.videoAfter(1);
            try (HostProcess second = HostProcess.start(data, vertex.allowed())) {
                ProviderTenant studio = new ProviderTenant(
                        Api.at(second.address()).signedIn("owner@studio.example", "correct horse battery studio"),
                        VertexServer.PROVIDER);
                List<EventReader.Received> events;
                try (EventReader reader = new EventReader(studio.api(), "0-0")) {
                    studio.ready(underWay);
                    assertThat(studio.problem(hanging)).isEqualTo("unknown_outcome");
                    assertThat(studio.problem(lost)).isEqualTo("unknown_outcome");
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> !ends(reader.received(), hanging).isEmpty()
                                    && !ends(reader.received(), underWay).isEmpty());
                    events = reader.received();
                }
                assertThat(ends(events, underWay)).hasSize(1);
                assertThat(ends(events, hanging)).hasSize(1);
                assertThat(twice(vertex)).isEmpty();
                assertThat(vertex.started()).isEqualTo(BRIEFS.size());
                assertThat(operationsAskedFor(vertex)).hasSize(1);
                System.out.printf(
                        "veo: %d videos started of %d briefs, %d questions for %d operation, 1 kill%n",
                        vertex.started(),
                        BRIEFS.size(),
                        vertex.bodies("fetchPredictOperation").size(),
                        operationsAskedFor(vertex).size());

                studio.api().post("/creatives/" + lost + "/retry", _ -> {}).expect(202);
                studio.ready(lost);
                assertThat(twice(vertex)).as("a second start would be reported").containsExactly(LOST);
            }
        }
    }

    private static ProviderTenant studio(HostProcess host, VertexServer vertex) throws Exception {
        Api administrator = Api.administrator(host);
        ProviderTenant.install(administrator, VertexServer.PROVIDER);
        ProviderTenant studio = ProviderTenant.of(administrator, "studio", VertexServer.PROVIDER);
        String address = vertex.address();
        studio.settings(body -> body.put("project", "acme-ads").put("endpoint", address));
        return studio;
    }

    /** The briefs of which Vertex AI was asked for more than one video. */
    private static List<String> twice(VertexServer vertex) throws Exception {
        List<String> twice = new ArrayList<>();
        for (String brief : BRIEFS) {
            long starts = vertex.bodies("predictLongRunning").stream()
                    .filter(start -> start.at("/instances/0/prompt").asText().contains(brief))
                    .count();
            if (starts > 1) {
                twice.add(brief);
            }
        }
        return twice;
    }

    private static Set<String> operationsAskedFor(VertexServer vertex) throws Exception {
        return vertex.bodies("fetchPredictOperation").stream()
                .map(question -> question.get("operationName").asText())
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> ends(List<EventReader.Received> events, String creative) {
        return events.stream()
                .filter(event -> Set.of("creative.generated", "creative.failed").contains(event.type()))
                .map(EventReader.Received::data)
                .filter(data -> data.path("id").asText().equals(creative))
                .toList();
    }
}
