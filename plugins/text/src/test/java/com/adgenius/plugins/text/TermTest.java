package com.adgenius.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    @ParameterizedTest
    @CsvSource({
        "prompt, The PROMPT is here",
        "prompt, a 'prompt'.",
        "prompt, pro\u200Bmpt",
        "prompt, ｐｒｏｍｐｔ",
        "best in the world, Best-in-the-World shoes",
        "IKEA, ikea家具",
        "激安, 本日激安です",
        "이케아, 이케아는",
        "C++, we like c++",
        "straße, STRASSE",
        "guaranteed, guaranteed",
        "prompt, 2prompt",
    })
    void findsABannedTermAsAWordOfItsOwn(String term, String text) {
        assertThat(new Term(term).isWordOf(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "prompt, Delivered promptly",
        "cheap, cheapest",
        "art, a fresh start",
        "C++, c sharp",
        "a1, a12 shoes",
        "best in the world, best shoes in the world",
    })
    void leavesOtherWordsAlone(String term, String text) {
        assertThat(new Term(term).isWordOf(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "14 days free, Try 14\u00A0days FREE today",
        "抹茶, 新抹茶ラテ",
        "نبض, ونَبْض معك",
        "Strida, Stridas neue Schuhe",
        "it's, it’s",
    })
    void findsARequiredTermAlsoInsideAWord(String term, String text) {
        assertThat(new Term(term).isPartOf(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"14 days free, 14 free days", "Strida, Stride"})
    void missesARequiredTermThatIsNotThere(String term, String text) {
        assertThat(new Term(term).isPartOf(text)).isFalse();
    }
}
