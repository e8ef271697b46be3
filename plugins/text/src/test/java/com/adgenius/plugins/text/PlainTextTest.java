package com.adgenius.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "Brot < /b",
                "Fish &amp; chips",
                "{KeyWord:Shoes}",
                "{\"$ne\":null}",
                "cost $gt",
                "**Bold**",
                "[here](x",
                "see https://example.com",
                "javascript:alert(1)",
                "bell \u0007",
                "private \uE000",
                "`ls`",
            })
    void objectsToWhatIsMoreThanText(String text) {
        assertThat(PlainText.objection(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Test & Co",
                "Brot & Salz – zwei zum Preis von einem",
                "From $20, or 5 < 6",
                "I <3 running",
                "Now: data you can use; 24/7",
                "新茶の抹茶ラテ、今月だけ",
                "اشتراك شهري، حصة مجانية؟",
            })
    void letsOrdinaryCopyPass(String text) {
        assertThat(PlainText.objection(text)).isEmpty();
    }

    @Test
    void normalisesWhiteSpaceAndTakesOutWhatCannotBeSeen() {
        assertThat(PlainText.normalize(" a\u00A0 b\nc\u202E\u200Bd\uDB40\uDC41 "))
                .isEqualTo("a b cd");
    }

    @Test
    void keepsJoinersThatAScriptNeeds() {
        assertThat(PlainText.normalize("می\u200Cخواهم")).isEqualTo("می\u200Cخواهم");
        assertThat(PlainText.normalize("pro\u200Cmpt")).isEqualTo("prompt");
    }
}
