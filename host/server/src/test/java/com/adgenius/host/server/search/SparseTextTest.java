package com.adgenius.host.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseTextTest {

    @ParameterizedTest
    @CsvSource({
        "Café Noir, CAFE noir",
        "Straße, strasse",
        "laufen läuft, laufen lauft",
        "ｓａｌｅ, sale",
        "ﾗﾝﾆﾝｸﾞ, ランニング",
        "runner's high, runner s high"
    })
    void spellingsOfTheSameWordAreTheSame(String one, String other) {
        assertThat(Words.of(one)).isEqualTo(Words.of(other));
    }

    @Test
    void aLongWordCountsByItsBeginningToo() {
        assertThat(Words.of("Running runners run")).containsExactly("running", "^runni", "runners", "^runne", "run");
    }

    @Test
    void whereThereAreNoSpacesTwoNeighboursAreAWord() {
        assertThat(Words.of("夏の冒険、GO 5km")).containsExactly("夏の", "の冒", "冒険", "go", "5km");
        assertThat(Words.of("冬")).containsExactly("冬");
    }

    @Test
    void aTextWithoutWordsIsEmpty() {
        assertThat(SparseText.ofQuery(" – !? ").isEmpty()).isTrue();
    }

    @Test
    void theProductIsTheTextsBm25() {
        SparseText text = SparseText.ofDocument("pond frog pond");
        double length = 1 - SparseText.B + SparseText.B * 3 / SparseText.USUAL_LENGTH;
        double twice = 2 * (SparseText.K1 + 1) / (2 + SparseText.K1 * length);
        double once = (SparseText.K1 + 1) / (1 + SparseText.K1 * length);

        assertThat(product(SparseText.ofQuery("pond"), text)).isCloseTo(twice, within(1e-6));
        assertThat(product(SparseText.ofQuery("FROG, pond?"), text)).isCloseTo(once + twice, within(1e-6));
        assertThat(product(SparseText.ofQuery("toad"), text)).isZero();
    }

    @Test
    void anInflectedFormIsFoundLessSurelyThanTheWord() {
        SparseText text = SparseText.ofDocument("adventures");

        double same = product(SparseText.ofQuery("adventures"), text);
        double inflected = product(SparseText.ofQuery("adventure"), text);
        assertThat(inflected).isPositive().isLessThan(same);
    }

    @Test
    void whatIsStoredOnceIsFoundLater() {
        assertThat(SparseText.ofQuery("pond")).isEqualTo(new SparseText(List.of(POND), List.of(1f)));
    }

    /** FNV-1a of "pond", 32 bits, without the sign. */
    private static final int POND = 0x7bdb184a;

    private static double product(SparseText question, SparseText text) {
        double product = 0;
        for (int i = 0; i < question.indices().size(); i++) {
            int place = text.indices().indexOf(question.indices().get(i));
            if (place >= 0) {
                product += (double) question.values().get(i) * text.values().get(place);
            }
        }
        return product;
    }
}
