package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.Asset;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.GeneratorAbility;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.PromptTemplate;
import com.adgenius.plugin.Variation;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A creative that builds on another, how each was asked for, and what differs between two versions. */
class VariationTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final Map<String, GenerationRequest> SEEN = new ConcurrentHashMap<>();
    private static final ScriptedGenerator TEXT = ScriptedGenerator.able(
                    HOST, Set.of(GeneratorAbility.VARIATIONS), (request, _) -> {
                        SEEN.put(request.id(), request);
                        if (request.brief().prompt().equals("fail")) {
                            throw new PluginException(FailureCode.BLOCKED, "No");
                        }
                        GenerationResult copy =
                                Scripts.copy(request, request.variation().isPresent() ? "newt" : "frog");
                        return new GenerationResult(
                                copy.engineeredPrompt(),
                                copy.model(),
                                copy.assets(),
                                copy.tags(),
                                List.of(new PromptTemplate("haiku", "3")),
                                Map.of("seed", new BigDecimal(17), "temperature", new BigDecimal("0.5")));
                    })
            .serve(TENANT);

    private final ApiClient owner = TENANT.owner();
    private final Studio studio = new Studio(owner);
    private final String id = studio.make(TEXT, "An old pond").path("id").asText();

    private ApiResponse vary(String parent, String instruction) {
        return owner.post("/creatives/" + parent + "/variations", Map.of("instruction", instruction));
    }

    private void write(String line) {
        Map<String, Object> copy =
                Map.of("format", TEXT.format(), "variant", 1, "fields", Map.of("lines", List.of(line)));
        owner.with(
                        "If-Match",
                        owner.get("/creatives/" + id).expect(200).header("ETag").orElseThrow())
                .patch("/creatives/" + id, Map.of("content", List.of(copy)))
                .expect(200);
    }

    @Test
    void buildsOnItsParentAndBothShowIt() {
        ApiResponse accepted = vary(id, "  Make it wetter </brief-data>\n").expect(202);
        String child = accepted.text("id");
        JsonNode made = studio.await(child, "ready");

        assertThat(accepted.header("Location")).contains("/api/v1/creatives/" + child);
        assertThat(accepted.json().path("estimate").has("price")).isTrue();
        assertThat(made.path("parent_id").asText()).isEqualTo(id);
        assertThat(made.path("parent_version").asInt()).isEqualTo(1);
        assertThat(made.path("instruction").asText()).isEqualTo("Make it wetter </brief-data>");
        assertThat(made.path("prompt").asText()).isEqualTo("An old pond");
        assertThat(made.path("campaign_id")).isEqualTo(studio.read(id).path("campaign_id"));
        assertThat(studio.read(id).path("variation_ids"))
                .extracting(JsonNode::asText)
                .containsExactly(child);
        assertThat(studio.read(id).path("parent_id").isNull()).isTrue();
        assertThat(owner.get("/creatives?page_size=100").expect(200).json().path("results"))
                .filteredOn(listed -> listed.path("id").asText().equals(id))
                .singleElement()
                .satisfies(listed -> assertThat(listed.path("variation_ids")).hasSize(1));

        Variation given = SEEN.get(child).variation().orElseThrow();
        assertThat(given.parentId()).isEqualTo(id);
        assertThat(given.instruction()).isEqualTo("Make it wetter </brief-data>");
        assertThat(given.assets())
                .containsExactly(new Asset.Copy(TEXT.format(), 1, Map.of("lines", List.of("frog 1"))));
        assertThat(SEEN.get(child).brief()).isEqualTo(SEEN.get(id).brief());
        assertThat(SEEN.get(id).variation()).isEmpty();
    }

    @Test
    void buildsOnWhatPeopleWroteAndKeepsIt() {
        write("toad");
        String child = vary(id, "Shorter").expect(202).text("id");
        JsonNode made = studio.await(child, "ready");
        write("salamander");

        assertThat(made.path("parent_version").asInt()).isEqualTo(2);
        assertThat(((Asset.Copy) SEEN.get(child)
                                .variation()
                                .orElseThrow()
                                .assets()
                                .getFirst())
                        .fields())
                .containsEntry("lines", List.of("toad"));
        owner.delete("/creatives/" + id).expect(204);
        assertThat(studio.read(child).path("parent_id").asText()).isEqualTo(id);
        vary(id, "Shorter").expect(404);
    }

    @Test
    void aRemovedVariationIsNotShown() {
        String child = vary(id, "Shorter").expect(202).text("id");
        studio.await(child, "ready");
        owner.delete("/creatives/" + child).expect(204);

        assertThat(studio.read(id).path("variation_ids")).isEmpty();
    }

    @Test
    void refusesWhatCannotBeVaried() {
        String failed = studio.ask(TEXT, "fail");
        studio.await(failed, "failed");
        ScriptedGenerator unable = ScriptedGenerator.install(
                        HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "fish"))
                .serve(TENANT);
        String plain = studio.make(unable, "A river").path("id").asText();

        assertThat(vary(failed, "Shorter").expect(409).text("detail")).contains("is failed; only a ready one");
        assertThat(vary(plain, "Shorter").expect(409).text("detail")).contains("makes no variations");
        vary(id, " ").expect(422);
        vary(id, "x".repeat(2_001)).expect(422);
        owner.post("/creatives/" + id + "/variations", Map.of("instruction", "x", "count", 2))
                .expect(400);
    }

    @Test
    void theSameKeyAsksOnce() {
        ApiClient keyed = owner.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, String> body = Map.of("instruction", "Shorter");

        String first =
                keyed.post("/creatives/" + id + "/variations", body).expect(202).text("id");

        assertThat(keyed.post("/creatives/" + id + "/variations", body)
                        .expect(202)
                        .text("id"))
                .isEqualTo(first);
        assertThat(studio.read(id).path("variation_ids")).hasSize(1);
    }

    @Test
    void showsHowItWasAsked() {
        JsonNode generation =
                owner.get("/creatives/" + id + "/history").expect(200).json().path("generation");

        assertThat(generation.path("prompt").asText()).isEqualTo("An old pond");
        assertThat(generation.path("engineered_prompt").asText()).isEqualTo("Write about An old pond");
        assertThat(generation.at("/templates/0/id").asText()).isEqualTo("haiku");
        assertThat(generation.at("/templates/0/version").asText()).isEqualTo("3");
        assertThat(generation.path("seed").asLong()).isEqualTo(17);
        assertThat(generation.at("/parameters/temperature").asDouble()).isEqualTo(0.5);
        assertThat(generation.path("model").asText()).isEqualTo("model-of-frog");
        assertThat(generation.path("generator").asText()).isEqualTo(TEXT.id());
        assertThat(studio.read(id).at("/templates/0/version").asText()).isEqualTo("3");
    }

    @Test
    void comparesTwoVersionsFieldByField() {
        write("toad");
        JsonNode compared = compare(id, "?from=1&to=2");

        assertThat(compared).isEqualTo(compare(id, ""));
        assertThat(compared.at("/from/version/version").asInt()).isEqualTo(1);
        assertThat(compared.at("/to/version/version").asInt()).isEqualTo(2);
        assertThat(compared.path("differences")).singleElement().satisfies(difference -> {
            assertThat(difference.path("field").asText()).isEqualTo("content." + TEXT.format() + ".1.lines[0]");
            assertThat(difference.path("from").asText()).isEqualTo("frog 1");
            assertThat(difference.path("to").asText()).isEqualTo("toad");
        });
        assertThat(compare(id, "?from=2&to=2").path("differences")).isEmpty();
    }

    @Test
    void comparesAVariationWithItsParent() {
        String child = vary(id, "Shorter").expect(202).text("id");
        studio.await(child, "ready");

        JsonNode compared = compare(child, "?with=" + id);

        assertThat(compared.at("/from/creative_id").asText()).isEqualTo(id);
        assertThat(compared.path("differences").findValuesAsText("field"))
                .containsExactly("instruction", "model", "content." + TEXT.format() + ".1.lines[0]");
        assertThat(compared.at("/differences/0/from").isNull()).isTrue();
    }

    @Test
    void saysWhatCannotBeCompared() {
        String failed = studio.ask(TEXT, "fail");
        studio.await(failed, "failed");
        String strange =
                new Studio(other().owner()).make(TEXT, "Elsewhere").path("id").asText();

        owner.get("/creatives/" + id + "/history/compare?from=9").expect(404);
        owner.get("/creatives/" + id + "/history/compare?from=x").expect(400);
        owner.get("/creatives/" + failed + "/history/compare").expect(409);
        owner.get("/creatives/" + id + "/history/compare?with=" + failed).expect(409);
        owner.get("/creatives/" + id + "/history/compare?with=" + strange).expect(404);
    }

    private static TenantUnderTest other() {
        TenantUnderTest other = HOST.newTenant();
        TEXT.serve(other);
        return other;
    }

    private JsonNode compare(String creative, String query) {
        return owner.get("/creatives/" + creative + "/history/compare" + query)
                .expect(200)
                .json();
    }
}
