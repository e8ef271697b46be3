package com.adgenius.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatCatalogTest {

    private final FormatCatalog catalog = FormatCatalog.load();

    @ParameterizedTest
    @CsvSource({
        "google_rsa, headlines, 3, 15, 30, 30",
        "google_rsa, descriptions, 2, 4, 90, 90",
        "google_rsa, path1, 0, 1, 15, 15",
        "pmax_text, headlines, 3, 15, 30, 30",
        "pmax_text, long_headlines, 1, 5, 90, 90",
        "pmax_text, descriptions, 2, 5, 90, 90",
        "pmax_text, business_name, 1, 1, 25, 25",
        "google_display_text, call_to_action, 0, 1, 30, 30",
        "meta_feed_text, primary_text, 1, 5, 2200, 125",
        "meta_feed_text, headlines, 1, 5, 255, 27",
        "meta_stories_text, headline, 1, 1, 255, 40",
        "meta_reels_text, primary_text, 1, 1, 2200, 72",
        "tiktok_text, ad_text, 1, 1, 100, 100",
    })
    void holdsEachPlatformsLimits(String format, String name, int min, int max, int hard, int wished) {
        Field field = catalog.find(format).orElseThrow().field(name).orElseThrow();

        assertThat(List.of(field.min(), field.max(), field.hardWidth(), field.wishedWidth()))
                .containsExactly(min, max, hard, wished);
    }

    @Test
    void keepsBothLimitsWhereSourcesDisagree() {
        Field headlines =
                catalog.find("meta_feed_text").orElseThrow().field("headlines").orElseThrow();

        assertThat(headlines.limits()).extracting(Limit::value).containsExactly(27, 40, 255);
        assertThat(headlines.limits()).allSatisfy(limit -> {
            assertThat(limit.source()).isNotBlank();
            assertThat(limit.checked()).isNotNull();
        });
    }

    @Test
    void publishesLimitsAsJsonValuesOfTheApi() {
        assertThat(catalog.all())
                .hasSize(7)
                .allSatisfy(format -> assertJson(format.format().limits()));
    }

    private static void assertJson(Object value) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(FormatCatalogTest::assertJson);
            case List<?> list -> list.forEach(FormatCatalogTest::assertJson);
            default -> assertThat(value).isInstanceOfAny(String.class, BigDecimal.class, Boolean.class);
        }
    }
}
