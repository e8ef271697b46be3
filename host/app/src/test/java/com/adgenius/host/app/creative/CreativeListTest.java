package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CreativeListTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final ApiClient OWNER = TENANT.owner();
    private static final ScriptedGenerator TEXT = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT);
    private static final ScriptedGenerator BROKEN = ScriptedGenerator.install(HOST, CreativeKind.VIDEO, (_, _) -> {
                throw new IllegalStateException("broken on purpose");
            })
            .serve(TENANT);

    private static List<String> texts;
    private static String video;

    @BeforeAll
    static void makeCreatives() {
        Studio studio = new Studio(OWNER);
        texts = IntStream.range(0, 5)
                .mapToObj(number -> studio.ask(TEXT, "Text " + number))
                .toList();
        video = studio.ask(BROKEN, "Video");
        texts.forEach(id -> studio.await(id, "ready"));
        studio.await(video, "failed");
    }

    private static List<String> ids(String query) {
        return OWNER.get("/creatives" + query)
                .expect(200)
                .json()
                .required("results")
                .findValuesAsText("id");
    }

    @Test
    void showsTheNewestFirst() {
        assertThat(ids(""))
                .containsExactlyElementsOf(
                        List.of(video, texts.get(4), texts.get(3), texts.get(2), texts.get(1), texts.get(0)));
    }

    @Test
    void isOrderedAsAskedFor() {
        assertThat(ids("?ordering=created_at"))
                .startsWith(texts.get(0), texts.get(1))
                .endsWith(video);
        assertThat(ids("?ordering=-created_at")).isEqualTo(ids(""));
        JsonNode last = OWNER.get("/creatives/" + texts.get(2)).json();
        OWNER.with("If-Match", "\"" + last.path("revision").asLong() + "\"")
                .patch("/creatives/" + texts.get(2), Map.of("name", "changed last"))
                .expect(200);
        assertThat(ids("?ordering=-updated_at")).startsWith(texts.get(2));
        assertThat(ids("?ordering=updated_at")).endsWith(texts.get(2));
    }

    @Test
    void isNotOrderedByWhatIsNoField() {
        assertThat(OWNER.get("/creatives?ordering=prompt").expect(400).json().required("errors"))
                .first()
                .satisfies(error -> assertThat(error.path("field").asText()).isEqualTo("ordering"));
    }

    @Test
    void comesInPagesThatNameTheirNeighbours() {
        JsonNode first =
                OWNER.get("/creatives?kind=text&page_size=2").expect(200).json();
        assertThat(first.path("count").asInt()).isEqualTo(5);
        assertThat(first.path("previous").isNull()).isTrue();
        assertThat(first.path("next").asText()).contains("kind=text").contains("page=2");

        JsonNode second =
                OWNER.get("/" + first.path("next").asText()).expect(200).json();
        JsonNode third =
                OWNER.get("/" + second.path("next").asText()).expect(200).json();

        assertThat(second.path("results").findValuesAsText("id")).containsExactly(texts.get(2), texts.get(1));
        assertThat(third.path("results").findValuesAsText("id")).containsExactly(texts.get(0));
        assertThat(third.path("next").isNull()).isTrue();
        assertThat(third.path("previous").asText()).contains("page=2");
        assertThat(ids("?page=9")).isEmpty();
    }

    @Test
    void refusesPagesThatCannotBe() {
        for (String query : List.of("page=0", "page=x", "page_size=0", "page_size=101", "page=-1")) {
            assertThat(OWNER.get("/creatives?" + query).expect(400).text("code"))
                    .as(query)
                    .isEqualTo("malformed_parameter");
        }
    }

    @Test
    void isFilteredByKindStatusCampaignAndTag() {
        String campaign =
                OWNER.get("/creatives/" + video).json().path("campaign_id").asText();

        assertThat(ids("?kind=video")).containsExactly(video);
        assertThat(ids("?status=failed")).containsExactly(video);
        assertThat(ids("?status=ready&kind=text")).hasSize(5);
        assertThat(ids("?kind=image")).isEmpty();
        assertThat(ids("?tag=frog")).hasSize(5);
        assertThat(ids("?tag=toad")).isEmpty();
        assertThat(ids("?campaign=" + campaign)).hasSize(6);
        assertThat(ids("?campaign=another")).isEmpty();
    }

    @Test
    void refusesAKindOrAStatusThatThereIsNot() {
        for (String query : List.of("kind=haiku", "status=done")) {
            assertThat(OWNER.get("/creatives?" + query).expect(400).text("code"))
                    .as(query)
                    .isEqualTo("malformed_parameter");
        }
    }

    @Test
    void isEachTenantsOwn() {
        assertThat(HOST.newTenant()
                        .owner()
                        .get("/creatives")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
    }
}
