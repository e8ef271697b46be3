package com.adgenius.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

    @ParameterizedTest
    @CsvSource({
        "Running shoes, 13",
        "抹茶ラテ, 8",
        "ｱｲｳ, 3",
        "ＡＢ, 4",
        "한국어, 6",
        "e\u0301, 1",
        "Straße, 6",
        "نبض, 3",
        "👟, 2",
        "☀, 2",
        "𠮷, 2",
        "a…, 2",
        "©, 1",
        "５０％, 6",
    })
    void countsWideCodePointsTwice(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }
}
