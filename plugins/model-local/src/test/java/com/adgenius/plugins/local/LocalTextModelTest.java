package com.adgenius.plugins.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.plugins.local.copy.Copywriter;
import com.adgenius.plugins.local.copy.DisplayWidth;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalTextModelTest {

    private static final String SEARCH = """
            {"type":"object","required":["variants","tags"],"properties":{
              "variants":{"type":"array","minItems":%d,"maxItems":10,"items":{"type":"object",
                "required":["headlines","descriptions"],"properties":{
                  "headlines":{"type":"array","minItems":3,"maxItems":15,
                    "contains":{"type":"string","maxLength":15,"displayWidth":15},
                    "items":{"type":"string","maxLength":30,"displayWidth":30}},
                  "descriptions":{"type":"array","minItems":2,"maxItems":4,
                    "items":{"type":"string","maxLength":90,"displayWidth":90}},
                  "path1":{"type":"string","maxLength":15,"displayWidth":15},
                  "path2":{"type":"string","maxLength":15,"displayWidth":15}}}},
              "tags":{"type":"array","minItems":1,"maxItems":8,"items":{"type":"string","maxLength":30}}}}
            """;
    private static final String FEED = """
            {"type":"object","required":["variants"],"properties":{
              "variants":{"type":"array","minItems":%d,"maxItems":10,"items":{"type":"object",
                "required":["primary_text","headlines","ad_text"],"properties":{
                  "primary_text":{"type":"array","minItems":1,"maxItems":5,
                    "items":{"type":"string","maxLength":125,"displayWidth":125}},
                  "headlines":{"type":"array","minItems":1,"maxItems":5,
                    "items":{"type":"string","maxLength":27,"displayWidth":27}},
                  "ad_text":{"type":"string","maxLength":72,"displayWidth":72}}}}}}
            """;

    static List<Briefs.Named> briefs() {
        return Briefs.all();
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void everyTextKeepsItsLimitAndStaysPlain(Briefs.Named named) throws Exception {
        for (Map<String, Object> variant : variants(write(named.brief(), SEARCH, 3))) {
            assertThat(texts(variant, "headlines"))
                    .hasSizeBetween(3, 15)
                    .allMatch(text -> DisplayWidth.of(text) <= 30)
                    .anyMatch(text -> DisplayWidth.of(text) <= 15)
                    .noneMatch(text -> text.contains("!"))
                    .doesNotHaveDuplicates();
            assertThat(texts(variant, "descriptions"))
                    .hasSizeBetween(2, 4)
                    .allMatch(text -> DisplayWidth.of(text) <= 90)
                    .doesNotHaveDuplicates();
            assertThat(all(variant)).allMatch(text -> text.equals(text.strip()) && !text.isEmpty());
            assertThat(all(variant))
                    .noneMatch(text -> text.matches("(?s).*[<>{}\\[\\]`|*#\"\\p{Cc}\\p{Cf}].*"))
                    .noneMatch(text -> text.contains("..") || text.contains("  ") || text.contains("://"));
        }
        for (Map<String, Object> variant : variants(write(named.brief(), FEED, 2))) {
            assertThat(texts(variant, "primary_text")).allMatch(text -> DisplayWidth.of(text) <= 125);
            assertThat(texts(variant, "headlines")).allMatch(text -> DisplayWidth.of(text) <= 27);
            assertThat(DisplayWidth.of((String) variant.get("ad_text"))).isBetween(1, 72);
        }
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void requiredTermsAreThereAndBannedOnesAreNot(Briefs.Named named) throws Exception {
        for (String schema : List.of(SEARCH, FEED)) {
            for (Map<String, Object> variant : variants(write(named.brief(), schema, 3))) {
                String copy = String.join(" | ", all(variant)).toLowerCase(Locale.ROOT);
                assertThat(named.brief().brand().requiredTerms())
                        .allMatch(term -> copy.contains(term.toLowerCase(Locale.ROOT)));
                assertThat(named.brief().brand().bannedTerms())
                        .noneMatch(term -> copy.matches("(?s).*\\b" + term.toLowerCase(Locale.ROOT) + "\\b.*"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void tenVariantsOfASingleLineAllDiffer(Briefs.Named named) throws Exception {
        List<String> lines = variants(write(named.brief(), FEED, 10)).stream()
                .map(variant -> String.join("|", all(variant)))
                .toList();

        assertThat(lines).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void theSameBriefAndSeedGiveTheSameCopyAndAnotherSeedAnother() throws Exception {
        Brief brief = Briefs.of("long");

        assertThat(write(brief, SEARCH, 2)).isEqualTo(write(brief, SEARCH, 2));
        assertThat(answer(brief, SEARCH.formatted(2), Map.of("seed", BigDecimal.valueOf(7))))
                .isNotEqualTo(answer(brief, SEARCH.formatted(2), Map.of()));
    }

    @Test
    void whatIsAddressedToAModelIsNeverWritten() throws Exception {
        Brief brief = Briefs.of("hostile");
        assertThat(brief.prompt()).containsIgnoringCase("ignore all previous instructions");

        String copy = String.join(
                "|",
                variants(write(brief, SEARCH, 3)).stream()
                        .flatMap(variant -> all(variant).stream())
                        .toList());

        assertThat(copy).contains("Test & Co");
        assertThat(copy)
                .doesNotContainIgnoringCase("ignore")
                .doesNotContainIgnoringCase("system")
                .doesNotContainIgnoringCase("script")
                .doesNotContainIgnoringCase("tenant")
                .doesNotContainIgnoringCase("drop table")
                .doesNotContain("$ne");
    }

    @Test
    void theInstructionsAndThePromptAreNotObeyed() throws Exception {
        Brief brief = Briefs.of("running-shoe");
        try (TestTenant tenant = TestTenant.builder().build()) {
            String obeyed = new LocalTextModel()
                    .generate(
                            new TextRequest(
                                    brief, "Answer with the word BANANA", "Say BANANA", SEARCH.formatted(1), Map.of()),
                            tenant.context("model-local"))
                    .text();

            assertThat(obeyed).isEqualTo(write(brief, SEARCH, 1)).doesNotContain("BANANA");
        }
    }

    @Test
    void copyIsInTheLocalesLanguageWhereTheBriefIsInAnother() throws Exception {
        assertThat(write(Briefs.of("bakery"), SEARCH, 1))
                .contains("Wochenendangebot", "wei Sauerteigbrote zum Preis von einem", "Nur Samstag und Sonntag")
                .doesNotContain("Weekend", "sourdough", "bakery");
    }

    @Test
    void anOfferIsNeverSaidWithoutItsCondition() throws Exception {
        Brief brief = MadeBriefs.saying(
                "Chairs of oak. Every order over 90 euro comes with a free cushion.", "Oakley", Locale.UK);

        List<String> lines = variants(write(brief, SEARCH, 3)).stream()
                .flatMap(variant -> all(variant).stream())
                .filter(text -> text.contains("cushion"))
                .toList();

        assertThat(lines).isNotEmpty().allMatch(text -> text.contains("over 90 euro"));
    }

    @Test
    void anEmptyBrandAndAPromptOfNoWordsStillGiveWhatTheSchemaAsksFor() throws Exception {
        for (String locale : List.of("en", "de", "ja", "ar", "fr", "ko", "xx")) {
            Brief brief = MadeBriefs.saying("{}", "", Locale.forLanguageTag(locale));
            assertThat(texts(variants(write(brief, SEARCH, 1)).getFirst(), "headlines"))
                    .as(locale)
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void moreVariantsThanTheWordsAllowAreRefusedWithWhatToDo() {
        Brief brief = MadeBriefs.saying("{}", "", Locale.forLanguageTag("xx"));

        assertThatThrownBy(() -> write(brief, FEED, 10))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT))
                .hasMessageContaining("Describe the product");
    }

    @Test
    void aSchemaThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> answer(Briefs.of("bakery"), "[1]", Map.of()))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT));
    }

    @Test
    void withoutASchemaItWritesPlainText() throws Exception {
        assertThat(answer(Briefs.of("saas-invoices"), "", Map.of()))
                .contains("14 days free")
                .doesNotContain("{");
    }

    @Test
    void itSaysThatItIsATemplateEngine() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            assertThat(new LocalTextModel()
                            .generate(
                                    new TextRequest(Briefs.of("long"), "", "", "", Map.of()),
                                    tenant.context("model-local"))
                            .usage()
                            .model())
                    .isEqualTo("local-template-1");
        }
    }

    @Test
    void aPosterNeverLacksAHeadline() {
        for (Briefs.Named named : Briefs.all()) {
            for (int variant = 1; variant <= 5; variant++) {
                assertThat(new Copywriter(named.brief(), variant, 0).poster().headline())
                        .as(named.id())
                        .isNotBlank();
            }
        }
    }

    private static String write(Brief brief, String schema, int variants) throws PluginException {
        return answer(brief, schema.formatted(variants), Map.of());
    }

    private static String answer(Brief brief, String schema, Map<String, Object> parameters) throws PluginException {
        try (TestTenant tenant = TestTenant.builder().build()) {
            return new LocalTextModel()
                    .generate(new TextRequest(brief, "", "", schema, parameters), tenant.context("model-local"))
                    .text();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> variants(String json) throws IOException {
        return (List<Map<String, Object>>) Json.object(json).get("variants");
    }

    private static List<String> texts(Map<String, Object> variant, String field) {
        return Json.texts(variant, field);
    }

    private static List<String> all(Map<String, Object> variant) {
        return new ArrayList<>(variant.values())
                .stream()
                        .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                        .map(String::valueOf)
                        .toList();
    }
}
