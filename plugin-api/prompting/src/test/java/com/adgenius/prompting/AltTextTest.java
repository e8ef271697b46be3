package com.adgenius.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AltTextTest {

    @Test
    void isWhatTheModelSaidInPlainWords() {
        assertThat(AltText.of(" A <b>loaf</b>\n{x}\u200B  on a\u0000board ", brief("Bread", List.of()), "Square"))
                .isEqualTo("A b loaf /b x on a board");
    }

    @Test
    void isTheFirstThatHoldsNoBannedTerm() {
        Brief loaf = brief("Two loaves", List.of("CHEAP-ish"));

        assertThat(AltText.of("A cheap ish loaf", loaf, "Square")).isEqualTo("Brot & Salz: Two loaves");
        assertThat(AltText.of("", brief("Two loaves", List.of("salz")), "Square"))
                .isEqualTo("Two loaves");
        assertThat(AltText.of("", brief("Two loaves", List.of("loaves")), "Square"))
                .isEqualTo("Brot & Salz");
        assertThat(AltText.of("", brief("Two loaves", List.of("loaves", "ｓａｌｚ")), "Square"))
                .isEqualTo("Square");
    }

    @Test
    void aTermCountsInsideALongerWordAndOneWithoutLettersNever() {
        assertThat(AltText.of("Uncheapened", brief("Bread", List.of("cheap", "!")), "Square"))
                .isEqualTo("Brot & Salz: Bread");
        assertThat(AltText.of("Bread!", brief("Bread", List.of("!")), "Square")).isEqualTo("Bread!");
    }

    @Test
    void aLongOneEndsAtAWordWhereThereIsOne() {
        assertThat(AltText.of("loaf ".repeat(60), brief("Bread", List.of()), "Square"))
                .hasSizeLessThanOrEqualTo(251)
                .endsWith("loaf…");
        assertThat(AltText.of("麦".repeat(300), brief("Bread", List.of()), "Square"))
                .isEqualTo("麦".repeat(250) + "…");
    }

    private static Brief brief(String prompt, List<String> banned) {
        return new Brief(
                prompt,
                "",
                List.of(),
                "",
                "",
                Locale.US,
                new Brand("Brot & Salz", "", "", List.of(), List.of(), banned, List.of(), Optional.empty()));
    }
}
