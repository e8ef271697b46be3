package com.adgenius.host.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.storage.Await;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Creatives are found by meaning, words and looks, in their own tenant alone. */
class SearchTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantStores STORES =
            new TenantStores(EmbeddedServersForTests.shared().mongodb());

    @AfterAll
    static void close() {
        STORES.close();
    }

    @Test
    void findsByMeaningAndByWordsInItsOwnTenantAlone() {
        Gallery gallery = Gallery.open(HOST);
        Gallery other = Gallery.open(HOST);
        String sneakers = gallery.say("Sneakers for the city");
        String beach = gallery.say("Days at the beach");
        String espresso = gallery.say("Espresso for the morning");
        String theirs = other.say("Sneakers for everybody");
        gallery.indexed(3);
        other.indexed(1);

        JsonNode meant = gallery.search("marathon", "");
        assertThat(meant.path("semantic").asBoolean()).isTrue();
        assertThat(meant.at("/results/0/creative/id").asText()).isEqualTo(sneakers);
        assertThat(meant.at("/results/0/shares_words").asBoolean()).isFalse();
        assertThat(Gallery.ids(meant)).containsExactlyInAnyOrder(sneakers, beach, espresso);
        JsonNode said = gallery.search("ESPRESSO, please", "&kind=text");
        assertThat(said.at("/results/0/creative/id").asText()).isEqualTo(espresso);
        assertThat(said.at("/results/0/shares_words").asBoolean()).isTrue();
        assertThat(Gallery.ids(gallery.search("marathon", "&kind=image"))).isEmpty();
        assertThat(Gallery.ids(gallery.search("marathon", "&tag=made&min_score=0")))
                .isEmpty();
        assertThat(Gallery.ids(other.search("marathon", ""))).containsExactly(theirs);

        ApiClient viewer = HOST.newMember(gallery.tenant(), Role.VIEWER);
        assertThat(viewer.get("/search?q=marathon")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        viewer.get("/search/index").expect(403);
        assertThat(gallery.owner()
                        .get("/search")
                        .expect(400)
                        .json()
                        .required("errors")
                        .findValuesAsText("field"))
                .containsExactly("q");
        gallery.owner().get("/search?q=marathon&min_score=much").expect(400);
        gallery.owner().get("/search?q=marathon&cursor=nobody").expect(400);
    }

    @Test
    void turnsThePagesOfOneListWhateverIsMadeMeanwhile() {
        Gallery gallery = Gallery.open(HOST);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(gallery.say("Summer " + i));
        }
        gallery.indexed(5);

        JsonNode first = gallery.search("summer", "&page_size=2");
        gallery.say("Summer, summer, summer");
        gallery.indexed(6);
        gallery.owner().delete("/creatives/" + Gallery.ids(first).getFirst()).expect(204);
        JsonNode second = gallery.ask(next(first));
        JsonNode third = gallery.ask(next(second));

        List<String> read = new ArrayList<>(Gallery.ids(first));
        read.addAll(Gallery.ids(second));
        read.addAll(Gallery.ids(third));
        assertThat(read).hasSize(5).containsExactlyInAnyOrderElementsOf(new HashSet<>(made));
        assertThat(third.path("next").isNull()).isTrue();
        assertThat(third.path("count").asInt()).isEqualTo(5);
        assertThat(gallery.ask(next(first).replace("page=2", "page=1")).path("results"))
                .hasSize(1);
        gallery.owner().get(next(first).replace("q=summer", "q=winter")).expect(400);
        assertThat(Await.all(STORES.database(gallery).getCollection("usage").find(Filters.eq("purpose", "question"))))
                .as("the question is metered, once for all its pages")
                .singleElement()
                .satisfies(usage -> {
                    assertThat(usage.getString("_id")).startsWith("question:");
                    assertThat(usage).containsEntry("state", "committed").doesNotContainKey("creative_id");
                });
    }

    private static String next(JsonNode page) {
        return page.path("next").asText().substring("/api/v1".length());
    }

    @Test
    void findsWhatIsLikeACreativeAndRecommendsWhatDidWell() {
        Gallery gallery = Gallery.open(HOST);
        String narrow = gallery.draw("Banner", 20);
        String alike = gallery.draw("Poster of a summer", 25);
        String wide = gallery.draw("Banner", 120);
        String sneakers = gallery.say("Sneakers for the city");
        String shoes = gallery.say("Shoes for a marathon");
        gallery.say("Espresso for the morning");
        gallery.indexed(6);

        JsonNode looks = gallery.ask("/creatives/" + narrow + "/similar");
        assertThat(looks.path("by").asText()).isEqualTo("picture");
        assertThat(Gallery.ids(looks)).containsExactly(alike, wide);
        JsonNode means = gallery.ask("/creatives/" + sneakers + "/similar?kind=text&page_size=1");
        assertThat(means.path("by").asText()).isEqualTo("meaning");
        assertThat(Gallery.ids(means)).containsExactly(shoes);
        assertThat(means.at("/results/0/shares_words").isNull()).isTrue();

        Map<String, Object> brief = Map.of("brief", "Marathon shoes for everybody", "limit", 2);
        JsonNode before =
                gallery.owner().post("/recommendations", brief).expect(200).json();
        assertThat(Gallery.ids(before)).containsExactlyInAnyOrder(sneakers, shoes);
        STORES.plantScore(gallery, sneakers, 0.9);
        STORES.plantScore(gallery, shoes, 0.1);
        JsonNode after =
                gallery.owner().post("/recommendations", brief).expect(200).json();
        assertThat(Gallery.ids(after)).containsExactly(sneakers, shoes);
        JsonNode best = after.at("/results/0");
        assertThat(best.at("/creative/score").asDouble())
                .isEqualTo(best.path("similarity").asDouble() * 1.4);
        gallery.owner().post("/recommendations", Map.of("brief", " ")).expect(422);
    }

    @Test
    void aModelThatFailsAgainAndAgainIsAskedNoMoreAndWordsAreComparedAtOnce() {
        Gallery gallery = Gallery.open(HOST);
        String sneakers = gallery.say("Sneakers for the city");
        gallery.indexed(1);
        assertThat(gallery.search("sneakers", "").path("semantic").asBoolean()).isTrue();
        assertThat(gallery.provider().path("status").asText()).isEqualTo("serves");

        gallery.model().away(true);
        int before = gallery.model().asked();
        JsonNode provider = gallery.provider();
        while (provider.path("status").asText().equals("serves")) {
            assertThat(gallery.model().asked() - before).isLessThan(100);
            assertThat(Gallery.ids(gallery.search("sneakers", ""))).containsExactly(sneakers);
            provider = gallery.provider();
        }
        assertThat(provider.path("status").asText()).isEqualTo("circuit_open");
        assertThat(provider.path("reason").asText()).contains("unavailable", "The model is away");

        Instant until = Instant.parse(provider.path("until").asText());
        int asked = gallery.model().asked();
        assertThat(asked).isGreaterThan(before);
        JsonNode found = gallery.search("sneakers", "");
        assertThat(found.path("semantic").asBoolean()).isFalse();
        assertThat(Gallery.ids(found)).containsExactly(sneakers);
        String beach = gallery.say("Days at the beach");
        gallery.until(
                "/search/index",
                index -> index.path("indexed").asInt() == 2
                        && index.path("pending").asInt() == 1);
        assertThat(Gallery.ids(gallery.search("beach", ""))).containsExactly(beach);
        assertThat(gallery.model().asked() == asked || Instant.now().isAfter(until))
                .as("it is asked no more, unless this machine was slower than the pause is long")
                .isTrue();
        gallery.model().away(false);
    }

    @Test
    void findsByWordsWithoutAModel() {
        Gallery none = Gallery.without(HOST);
        String pond = none.say("An old pond");
        none.indexed(1);
        JsonNode found = none.search("ponds", "");
        assertThat(found.path("semantic").asBoolean()).isFalse();
        assertThat(Gallery.ids(none.search("pond", ""))).containsExactly(pond);
        assertThat(none.ask("/creatives/" + pond + "/similar").path("by").asText())
                .isEqualTo("words");
        assertThat(Gallery.ids(none.owner()
                        .post("/recommendations", Map.of("brief", "A pond"))
                        .expect(200)
                        .json()))
                .containsExactly(pond);
    }
}
