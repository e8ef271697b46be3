package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GeneratorAbility;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several audience segments in one brief. */
class SegmentSetTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final ScriptedGenerator SETS = ScriptedGenerator.able(
                    HOST, Set.of(GeneratorAbility.SEGMENTS), (request, _) -> Scripts.copy(all(request), "frog"))
            .serve(TENANT);
    private static final ScriptedGenerator PLAIN = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT);

    private final ApiClient owner = TENANT.owner();
    private final Studio studio = new Studio(owner);

    private static GenerationRequest all(GenerationRequest request) {
        return new GenerationRequest(
                request.id(),
                request.brief(),
                request.formats(),
                request.count() * Math.max(1, request.brief().segments().size()),
                List.of(),
                Map.of());
    }

    private static Map<String, Object> request(ScriptedGenerator generator, int segments, int count) {
        Map<String, Object> request = generator.request("An old pond");
        request.put("count", count);
        request.put(
                "segments",
                IntStream.rangeClosed(1, segments)
                        .mapToObj(number -> "s" + number)
                        .toList());
        return request;
    }

    private List<String> segments(ScriptedGenerator generator, int segments, int count) {
        String id = owner.post("/creatives", request(generator, segments, count))
                .expect(202)
                .text("id");
        List<String> found = new ArrayList<>();
        for (JsonNode asset : studio.await(id, "ready").path("content")) {
            found.add(asset.path("segment").asText("none"));
        }
        return found;
    }

    @Test
    void eachSegmentHasASetOfVariants() {
        assertThat(segments(SETS, 2, 2)).containsExactly("s1", "s1", "s2", "s2");
        assertThat(segments(SETS, 0, 2)).containsExactly("none", "none");
    }

    @Test
    void aGeneratorWithoutSetsAddressesAllSegmentsAtOnce() {
        assertThat(segments(PLAIN, 3, 2)).containsExactly("none", "none");
    }

    @Test
    void refusesMoreThanTwentyVariantsOfAFormat() {
        owner.post("/creatives", request(SETS, 5, 4)).expect(202);
        assertThat(owner.post("/creatives", request(SETS, 7, 3))
                        .expect(422)
                        .json()
                        .path("errors"))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.path("field").asText()).isEqualTo("segments");
                    assertThat(error.path("message").asText()).contains("21 variants of each format; at most 20");
                });
        owner.post("/creatives", request(PLAIN, 7, 3)).expect(202);
    }
}
