package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cancelling creatives while they wait and while they are made, and making them again. */
class CreativeEndTest {

    /** More than the host has workers for texts. */
    private static final int MANY = 40;

    private static final HostUnderTest HOST = HostUnderTest.shared();

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();
    private final Studio studio = new Studio(owner);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final ScriptedGenerator generator = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, context) -> {
                        context.progress("Waiting", 0.5);
                        opened.await();
                        return Scripts.copy(request, "frog");
                    })
            .serve(tenant);

    private JsonNode cancel(String id) {
        return owner.post("/creatives/" + id + "/cancel", "").expect(200).json();
    }

    @Test
    void endsOneThatIsBeingMade() {
        String id = studio.ask(generator, "A long one");
        studio.await(id, "running");

        JsonNode cancelled = cancel(id);

        assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("finished_at").isTextual()).isTrue();
        opened.countDown();
        assertThat(studio.read(id).path("status").asText()).isEqualTo("cancelled");
        assertThat(owner.get("/creatives/" + id + "/content").expect(409).text("code"))
                .isEqualTo("conflict");
    }

    @Test
    void endsOneThatWaitsSoThatItIsNeverBegun() {
        List<String> ids = IntStream.range(0, MANY)
                .mapToObj(number -> studio.ask(generator, "Number " + number))
                .toList();
        String last = ids.getLast();
        assertThat(studio.read(last).path("status").asText()).isEqualTo("queued");

        cancel(last);
        opened.countDown();
        ids.subList(0, MANY - 1).forEach(id -> studio.await(id, "ready"));

        JsonNode cancelled = studio.read(last);
        assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.path("started_at").isNull()).isTrue();
    }

    @Test
    void cannotEndWhatHasEnded() {
        opened.countDown();
        String id = studio.make(generator, "A quick one").path("id").asText();

        assertThat(owner.post("/creatives/" + id + "/cancel", "").expect(409).text("detail"))
                .contains("ready");
        assertThat(owner.post("/creatives/" + id + "/retry", "").expect(409).text("detail"))
                .contains("ready");
    }

    @Test
    void makesACancelledOneAgain() {
        String id = studio.ask(generator, "A long one");
        studio.await(id, "running");
        cancel(id);
        opened.countDown();

        studio.retry(id);

        assertThat(studio.await(id, "ready").path("problem").isNull()).isTrue();
    }

    @Test
    void makesAFailedOneAgain() {
        generator.does((_, _) -> {
            throw new PluginException(FailureCode.UNAVAILABLE, "The model is away");
        });
        String id = studio.ask(generator, "Out of luck");
        JsonNode problem = studio.await(id, "failed").path("problem");
        generator.does((request, _) -> Scripts.copy(request, "frog"));

        studio.retry(id);

        JsonNode ready = studio.await(id, "ready");
        assertThat(problem.path("code").asText()).isEqualTo("unavailable");
        assertThat(problem.path("detail").asText()).contains("The model is away");
        assertThat(problem.path("retriable").asBoolean()).isTrue();
        assertThat(ready.path("problem").isNull()).isTrue();
        assertThat(ready.path("content")).hasSize(1);
    }

    @Test
    void refusesToMakeAgainWhatThePlatformNoLongerAllows() {
        generator.does((_, _) -> {
            throw new PluginException(FailureCode.BLOCKED, "No");
        });
        String id = studio.ask(generator, "Bad");
        studio.await(id, "failed");
        generator.allow(tenant, false);

        assertThat(owner.post("/creatives/" + id + "/retry", "").expect(403).text("code"))
                .isEqualTo("plugin_not_allowed");
    }

    @Test
    void removesOneThatIsBeingMade() {
        String id = studio.ask(generator, "A long one");
        studio.await(id, "running");

        owner.delete("/creatives/" + id).expect(204);

        owner.get("/creatives/" + id).expect(404);
        assertThat(owner.get("/creatives").json().path("count").asInt()).isZero();
    }
}
