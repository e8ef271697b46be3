package com.adgenius.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.testkit.Briefs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorialCheckTest {

    private static final FormatCatalog CATALOG = FormatCatalog.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Run now!!|repeats a punctuation mark",
                "Why wait?!|repeats a punctuation mark",
                "Wait...|repeats a punctuation mark",
                "Run 👟 far|holds an emoji",
                "Sun ☀️|holds an emoji",
                "★ Five stars|holds a symbol or fancy letter in place of a plain one",
                "𝐑𝐮𝐧|holds a symbol or fancy letter in place of a plain one",
                "F-R-E-E shoes|spaces out the letters of a word",
                "S A L E today|spaces out the letters of a word",
                "SHOES for all|writes a word in capitals",
                "Call 555-123-4567|holds a phone number",
                "Call +49 30 1234567|holds a phone number",
                "Ruf an: 030 123456|holds a phone number",
            })
    void findsWhatGoogleRefuses(String text, String message) {
        assertThat(check("google_rsa", Briefs.of("running-shoe"), "descriptions", text))
                .anyMatch(breach ->
                        breach.severity() == Severity.HARD && breach.message().equals(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Run further. Feel lighter.",
                "Two loaves, one price – Sat. & Sun.",
                "Up to 10.000 km, from 129,90 €",
                "Made in the USA & EU, 24/7",
                "Plan A or B or C",
                "今月だけの限定販売。",
                "Since 2019-2026, 100 % Portuguese",
                "Strida® shoes…",
            })
    void letsOrdinaryCopyPass(String text) {
        assertThat(check("google_rsa", Briefs.of("running-shoe"), "headlines", text))
                .isEmpty();
    }

    @Test
    void anExclamationMarkIsAWarningInAHeadlineOnly() {
        Brief brief = Briefs.of("running-shoe");

        assertThat(check("google_rsa", brief, "headlines", "Run now!"))
                .extracting(EditorialCheck.Breach::severity)
                .containsExactly(Severity.WARNING);
        assertThat(check("google_rsa", brief, "descriptions", "Run now!")).isEmpty();
    }

    @Test
    void aNameInCapitalsIsNoShoutAndAWordOfTheUsersAWarning() {
        Brief brief = ShoeBrief.asking("Sold at NASDAQ", List.of(), List.of("NORDEN"));

        assertThat(check("google_rsa", brief, "headlines", "NORDEN shoes")).isEmpty();
        assertThat(check("google_rsa", brief, "headlines", "Seen at NASDAQ"))
                .extracting(EditorialCheck.Breach::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void metaTakesEmojiAndIsWarnedOfPersonalAttributes() {
        Brief brief = Briefs.of("bakery");

        assertThat(check("meta_feed_text", brief, "primary_text", "Fresh bread 🍞!!"))
                .isEmpty();
        assertThat(check("meta_feed_text", brief, "primary_text", "Are you overweight?"))
                .extracting(EditorialCheck.Breach::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void tikTokTakesNoHash() {
        assertThat(check("tiktok_text", Briefs.of("bakery"), "ad_text", "Fresh #bread"))
                .isNotEmpty();
    }

    private static List<EditorialCheck.Breach> check(String format, Brief brief, String field, String text) {
        return new EditorialCheck(CATALOG.find(format).orElseThrow().rules(), brief).check(field, text);
    }
}
