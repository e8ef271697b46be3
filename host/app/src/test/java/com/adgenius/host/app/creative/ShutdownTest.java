package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that stops while it makes creatives, and comes back. */
class ShutdownTest {

    private final AtomicInteger finished = new AtomicInteger();

    @TempDir
    private Path data;

    @Test
    void aJobInFlightIsFinishedOnceByTheHostThatComesBack() {
        CountDownLatch opened = new CountDownLatch(1);
        TenantUnderTest tenant;
        ScriptedGenerator generator;
        String id;
        try (HostUnderTest first = HostUnderTest.startAlone(data)) {
            tenant = first.newTenant();
            generator = ScriptedGenerator.install(first, CreativeKind.TEXT, (request, context) -> {
                        context.progress("Waiting", 0.5);
                        opened.await();
                        finished.incrementAndGet();
                        return Scripts.copy(request, "frog");
                    })
                    .serve(tenant);
            Studio studio = new Studio(tenant.owner());
            id = studio.ask(generator, "A long one");
            studio.await(id, "running");
        }
        assertThat(finished).hasValue(0);
        opened.countDown();

        try (HostUnderTest second = HostUnderTest.startAlone(data)) {
            Studio studio = new Studio(second.signIn(tenant.email(), tenant.password()));
            JsonNode ready = studio.await(id, "ready");

            assertThat(ready.path("content")).hasSize(1);
            assertThat(finished).hasValue(1);
            assertThat(happened(studio, id))
                    .containsExactly(
                            "creative.queued",
                            "creative.running",
                            "creative.queued",
                            "creative.running",
                            "creative.generated");
        }
    }

    private static List<String> happened(Studio studio, String id) {
        return studio.user()
                .get("/creatives/" + id + "/history")
                .expect(200)
                .json()
                .required("results")
                .findValuesAsText("type");
    }
}
