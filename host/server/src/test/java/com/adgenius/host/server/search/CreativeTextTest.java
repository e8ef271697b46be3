package com.adgenius.host.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreativeTextTest {

    @Test
    void sameLinesOfSeveralFormatsCountOnce() {
        assertThat(CreativeText.of(" A shoe ", List.of("Run far", "Run far", "", "Shop now"), List.of("sport", "shoe")))
                .isEqualTo("A shoe\nRun far\nShop now\nsport, shoe");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        String text = CreativeText.of("x" + "😀".repeat(20_000), List.of(), List.of());

        assertThat(text).hasSizeLessThanOrEqualTo(20_000).endsWith("😀");
    }

    @Test
    void anUnknownPerformanceIsNeutral() {
        assertThat(CreativeSearch.weight(Optional.empty())).isEqualTo(CreativeSearch.weight(Optional.of(0.5)));
        assertThat(CreativeSearch.weight(Optional.of(7.0))).isEqualTo(1.5);
        assertThat(CreativeSearch.weight(Optional.of(-1.0))).isEqualTo(0.5);
    }
}
