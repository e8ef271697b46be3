package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changing and removing creatives that are ready. */
class CreativeChangeTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final ScriptedGenerator TEXT = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT);

    private final ApiClient owner = TENANT.owner();
    private final Studio studio = new Studio(owner);
    private final String id = studio.make(TEXT, "An old pond").path("id").asText();

    private ApiClient current() {
        return owner.with(
                "If-Match",
                owner.get("/creatives/" + id).expect(200).header("ETag").orElseThrow());
    }

    @Test
    void changesNameAndTagsAndLeavesWhatIsNotNamed() {
        ApiResponse named =
                current().patch("/creatives/" + id, Map.of("name", " Pond ")).expect(200);
        JsonNode tagged = current()
                .patch("/creatives/" + id, Map.of("tags", List.of("spring", "water")))
                .expect(200)
                .json();

        assertThat(named.text("name")).isEqualTo("Pond");
        assertThat(named.json().path("tags").get(0).asText()).isEqualTo("frog");
        assertThat(named.header("ETag"))
                .contains("\"" + named.json().path("revision").asLong() + "\"");
        assertThat(tagged.path("name").asText()).isEqualTo("Pond");
        assertThat(tagged.path("tags")).extracting(JsonNode::asText).containsExactly("spring", "water");
        assertThat(owner.get("/creatives?tag=water").json().path("results").findValuesAsText("id"))
                .containsExactly(id);
    }

    @Test
    void needsTheEtagOfWhatIsChanged() {
        ApiResponse missing = owner.patch("/creatives/" + id, Map.of("name", "Pond"));
        ApiResponse malformed = owner.with("If-Match", "\"today\"").patch("/creatives/" + id, Map.of("name", "Pond"));

        assertThat(missing.expect(428).text("code")).isEqualTo("precondition_required");
        assertThat(malformed.expect(400).json().required("errors").findValuesAsText("field"))
                .containsExactly("If-Match");
    }

    @Test
    void refusesAChangeOfWhatSomebodyElseChangedMeanwhile() {
        ApiClient mine = current();
        current().patch("/creatives/" + id, Map.of("name", "Theirs")).expect(200);

        ApiResponse stale =
                mine.patch("/creatives/" + id, Map.of("name", "Mine")).expect(412);

        assertThat(stale.text("code")).isEqualTo("stale");
        assertThat(studio.read(id).path("name").asText()).isEqualTo("Theirs");
    }

    @Test
    void refusesNamesAndTagsThatBreakARule() {
        refuses(Map.of("name", " "), "name");
        refuses(Map.of("name", "x".repeat(201)), "name");
        refuses(Map.of("tags", List.of("a", "a")), "tags");
        refuses(Map.of("tags", List.of("a", "")), "tags[1]");
        refuses(Map.of("tags", Collections.singletonList(null)), "tags[0]");
        refuses(Map.of("tags", List.of("x".repeat(101))), "tags[0]");
        refuses(Map.of("tags", IntStream.range(0, 51).mapToObj(String::valueOf).toList()), "tags");
        assertThat(current()
                        .patch("/creatives/" + id, Map.of("prompt", "Another"))
                        .expect(400)
                        .text("code"))
                .isEqualTo("unknown_field");
    }

    private void refuses(Map<String, Object> change, String field) {
        assertThat(current()
                        .patch("/creatives/" + id, change)
                        .expect(422)
                        .json()
                        .required("errors")
                        .findValuesAsText("field"))
                .contains(field);
    }

    @Test
    void isGoneOnceItIsRemoved() {
        owner.delete("/creatives/" + id).expect(204);

        for (String path : List.of("", "/content", "/history")) {
            assertThat(owner.get("/creatives/" + id + path).expect(404).text("code"))
                    .isEqualTo("not_found");
        }
        owner.delete("/creatives/" + id).expect(404);
        owner.with("If-Match", "\"1\"")
                .patch("/creatives/" + id, Map.of("name", "Pond"))
                .expect(404);
        owner.post("/creatives/" + id + "/retry", "").expect(404);
        owner.post("/creatives/" + id + "/cancel", "").expect(404);
        assertThat(owner.get("/creatives?page_size=100").json().path("results").findValuesAsText("id"))
                .doesNotContain(id);
    }

    @Test
    void remembersWhatHappenedInItsOrder() {
        assertThat(owner.get("/creatives/" + id + "/history")
                        .expect(200)
                        .json()
                        .required("results")
                        .findValuesAsText("type"))
                .containsExactly("creative.queued", "creative.running", "creative.generated");
    }
}
