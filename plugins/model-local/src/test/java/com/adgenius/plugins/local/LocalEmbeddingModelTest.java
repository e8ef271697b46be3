package com.adgenius.plugins.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.adgenius.plugin.EmbeddingPurpose;
import com.adgenius.plugin.EmbeddingRequest;
import com.adgenius.plugin.EmbeddingResponse;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.plugins.local.embedding.TextVectors;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalEmbeddingModelTest {

    private final TestTenant tenant = TestTenant.builder().build();
    private final TenantContext context = tenant.context("model-local");
    private final LocalEmbeddingModel model = new LocalEmbeddingModel();

    @AfterEach
    void close() {
        tenant.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waterproof boots for hikers | shoes that keep feet dry on the mountain | an account for your savings",
                "Sparkonto mit guten Zinsen | Geld bei der Bank anlegen | Gartenmöbel aus Holz",
                "clases de guitarra para niños | aprender música en la infancia | seguro de coche barato",
                "夏休みの家族旅行 | 子供と過ごす休暇 | 会計ソフトの無料体験",
                "waterproof boots for hikers | wasserdichte Stiefel zum Wandern | Brot vom Bäcker",
                "clases de guitarra para niños | guitar lessons for kids | cheap car insurance",
                "fresh bread from the bakery | パン屋の焼きたてパン | 自転車の修理",
                "Gartenmöbel aus Holz | muebles de madera para el jardín | clases de guitarra",
                "家族で行く夏の海 | Sommerurlaub am Meer mit den Kindern | Buchhaltung für Firmen",
                "seguro de coche | 自動車保険 | パン屋"
            })
    void aParaphraseIsNearerThanAnotherThing(String text, String paraphrase, String other) throws Exception {
        List<List<Float>> vectors = vectors(List.of(text, paraphrase, other));

        assertThat(likeness(vectors.get(0), vectors.get(1)))
                .isGreaterThan(likeness(vectors.get(0), vectors.get(2)) + 0.1);
    }

    @Test
    void sentencesOfTwoLanguagesInOneTextAreReadEachInItsOwn() throws Exception {
        List<List<Float>> vectors = vectors(List.of(
                "Die Bäckerei öffnet früh. Come in for warm bread. 焼きたてパン",
                "The bakery opens early. Come in for warm bread. Freshly baked bread",
                "A loan for your house"));

        assertThat(likeness(vectors.get(0), vectors.get(1)))
                .isGreaterThan(0.7)
                .isGreaterThan(likeness(vectors.get(0), vectors.get(2)));
    }

    @Test
    void emojiMeanWhatTheyShowAndNamesAreAlikeOnlyToThemselves() throws Exception {
        List<List<Float>> vectors =
                vectors(List.of("🚲", "bicycle", "bread", "Zyxqoria", "zyxqoria", "Bvlkanto", "ακολουθία", "!!!"));

        assertThat(likeness(vectors.get(0), vectors.get(1))).isGreaterThan(0.9);
        assertThat(likeness(vectors.get(0), vectors.get(2))).isLessThan(0.5);
        assertThat(likeness(vectors.get(3), vectors.get(4))).isCloseTo(1, within(1e-5));
        assertThat(likeness(vectors.get(3), vectors.get(5))).isLessThan(0.5);
        assertThat(vectors).allSatisfy(vector -> {
            assertThat(vector).hasSize(128);
            assertThat(likeness(vector, vector)).isCloseTo(1, within(1e-5));
        });
    }

    /** Points that are stored name the model: who changes the vectors changes the name. */
    @Test
    void theVectorsOfThisNameStay() throws Exception {
        EmbeddingResponse response = embed(List.of("Fahrrad"));

        assertThat(response.usage().model()).isEqualTo("local-words-1");
        assertThat(response.vectors().getFirst().subList(0, 4))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-4 ? 0 : Float.compare(a, b))
                .containsExactly(-0.01649f, -0.08196f, -0.06547f, -0.14694f);
    }

    @Test
    void aBatchKeepsItsOrderAndIsCounted() throws Exception {
        List<String> texts =
                IntStream.range(0, 300).mapToObj(i -> "Product " + i + " 商品").toList();

        EmbeddingResponse response = embed(texts);

        assertThat(response.vectors()).hasSize(300);
        assertThat(response.vectors().get(217))
                .isEqualTo(embed(List.of(texts.get(217))).vectors().getFirst());
        assertThat(response.usage().quantities()).containsEntry("texts", 300L).containsEntry("characters", (long)
                String.join("", texts).length());
    }

    @Test
    void manyThreadsGetTheSame() throws Exception {
        List<Float> alone = vectors(List.of("Kaffee frisch geröstet")).getFirst();
        Callable<List<Float>> call =
                () -> vectors(List.of("Kaffee frisch geröstet")).getFirst();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Float>> other :
                    threads.invokeAll(IntStream.range(0, 64).mapToObj(_ -> call).toList())) {
                assertThat(other.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void ofAnOverlongTextTheBeginningIsRead() throws Exception {
        String words = "wooden garden chair ".repeat(TextVectors.LONGEST_TEXT / 20);

        assertThat(vectors(List.of(words + "car insurance ".repeat(10_000)))).isEqualTo(vectors(List.of(words)));
    }

    @Test
    void blankTextsAreRefused() {
        assertThatThrownBy(() -> vectors(List.of("bread", " \n")))
                .isInstanceOfSatisfying(
                        PluginException.class,
                        refused -> assertThat(refused.code()).isEqualTo(FailureCode.INVALID_INPUT));
        assertThat(model.settingsSchema()).isEmpty();
    }

    @Test
    void anInterruptedCallEnds() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> vectors(List.of("bread"))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private List<List<Float>> vectors(List<String> texts) throws Exception {
        return embed(texts).vectors();
    }

    private EmbeddingResponse embed(List<String> texts) throws Exception {
        return model.embed(EmbeddingRequest.ofTexts(texts, EmbeddingPurpose.DOCUMENT), context);
    }

    private static double likeness(List<Float> one, List<Float> other) {
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            sum += one.get(i) * other.get(i);
        }
        return sum;
    }
}
