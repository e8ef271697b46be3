package com.adgenius.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.PromptTemplate;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.Variation;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.TestGeneration;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.prompting.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextGeneratorTest {

    private static final Function<TextRequest, String> WRITES = SchemaWriter::answer;

    static List<Briefs.Named> briefs() {
        return Briefs.all().stream()
                .filter(brief -> brief.kinds().contains("text"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void writesEachBriefForAllFormats(Briefs.Named named) throws Exception {
        List<String> formats = new TextGenerator()
                .formats().stream().map(format -> format.id()).toList();

        GenerationResult result = generate(new SchemaWriter(), request(named.brief(), 2, formats));

        assertThat(result.assets()).hasSize(2 * formats.size());
        assertThat(result.model()).isEqualTo("writer-1");
        assertThat(result.tags()).containsExactly("shoes", "running");
        assertThat(result.engineeredPrompt()).contains("senior copywriter").contains("<brief-data>");
        assertThat(result.assets()).extracting(Asset::variant).containsSubsequence(1, 2, 1, 2);
    }

    @Test
    void asksOnceForEachFormatAndReportsProgress() throws Exception {
        ScriptedModel model = new ScriptedModel(List.of(WRITES));
        try (TestTenant tenant = TestTenant.builder().textModel(model).build()) {
            TestGeneration generation = tenant.generation("text", "creative-1");
            new TextGenerator()
                    .generate(request(Briefs.of("bakery"), 3, List.of("google_rsa", "meta_feed_text")), generation);

            assertThat(model.requests()).hasSize(2);
            assertThat(generation.progress())
                    .extracting(TestGeneration.Progress::fraction)
                    .containsExactly(0.0, 0.5, 1.0);
        }
    }

    @Test
    void passesTheOptionsToTheModel() throws Exception {
        ScriptedModel model = new ScriptedModel(List.of(WRITES));
        generate(
                model,
                new GenerationRequest(
                        "creative-1",
                        Briefs.of("bakery"),
                        List.of("google_rsa"),
                        1,
                        List.of(),
                        Map.of("temperature", new BigDecimal("0.3"))));

        assertThat(model.requests().getFirst().parameters()).containsEntry("temperature", new BigDecimal("0.3"));
    }

    @Test
    void mendsAnAnswerThatIsTooLongByOneRequestThatSaysWhatWasWrong() throws Exception {
        ScriptedModel model = new ScriptedModel(List.of(headlines("A headline that is far too long for it"), WRITES));

        GenerationResult result = generate(model, rsa("bakery"));

        assertThat(result.assets()).hasSize(1);
        assertThat(model.requests()).hasSize(2);
        assertThat(model.requests().get(1).prompt()).contains("variant 1, headlines[0]: is 38 wide, at most 30");
        assertThat(model.requests().get(1).parameters()).containsEntry("attempt", new BigDecimal(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I cannot help with that.",
                "[]",
                "{\"variants\": 3}",
                "{\"variants\": [], \"tags\": []}",
                "{\"variants\": [null], \"tags\": null}",
                "{\"variants\": [{\"headlines\": \"one\"}]}",
                "{\"variants\": [{\"headlines\": [1, 2, 3], \"descriptions\": [{}]}]}",
                "{\"variants\": [{\"headlines\": [\"a\", \"a\", \"a\"], \"descriptions\": [\"b\", \"c\"]}]}",
                "{\"variants\": [{\"headlines\": [\"a\", \"b\", \"c\"], \"descriptions\": [\"b\", \"c\"]}]} and more",
            })
    void refusesWhatIsWrongTwiceAndSaysWhy(String garbage) {
        ScriptedModel model = new ScriptedModel(List.of(request -> garbage));

        assertThatThrownBy(() -> generate(model, rsa("bakery"))).isInstanceOfSatisfying(PluginException.class, e -> {
            assertThat(e.code()).isEqualTo(FailureCode.INVALID_RESULT);
            assertThat(e).hasMessageContaining("google_rsa").hasMessageContaining("scripted-1");
        });
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void leavesOutTheOneTextThatStaysWrong() throws Exception {
        ScriptedModel model = new ScriptedModel(List.of(headlines("A headline that is far too long for it")));

        Asset.Copy copy = (Asset.Copy) generate(model, rsa("bakery")).assets().getFirst();

        assertThat(copy.fields().get("headlines")).hasSize(14).noneMatch(text -> text.length() > 30);
    }

    @Test
    void aWarningCostsTheRepairAndIsNoReasonToRefuse() throws Exception {
        ScriptedModel model = new ScriptedModel(List.of(headlines("Fresh bread!"), request -> "nothing"));

        Asset.Copy copy = (Asset.Copy) generate(model, rsa("bakery")).assets().getFirst();

        assertThat(copy.fields().get("headlines")).contains("Fresh bread!");
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void readsAnAnswerInAFence() throws Exception {
        ScriptedModel model =
                new ScriptedModel(List.of(request -> "```json\n" + SchemaWriter.answer(request) + "\n```"));

        assertThat(generate(model, rsa("bakery")).assets()).hasSize(1);
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void refusesVariantsThatAreAlike() {
        ScriptedModel model = new ScriptedModel(List.of(request -> {
            Map<String, Object> answer = SchemaWriter.value(request);
            Object first = ((List<?>) answer.get("variants")).getFirst();
            answer.put("variants", List.of(first, first));
            return Json.write(answer);
        }));

        assertThatThrownBy(() -> generate(model, request(Briefs.of("bakery"), 2, List.of("google_rsa"))))
                .hasMessageContaining("is the same as variant 1");
    }

    @Test
    void refusesCopyWithoutARequiredTerm() {
        ScriptedModel model = new ScriptedModel(List.of(request ->
                SchemaWriter.answer(new TextRequest(Briefs.of("bakery"), "", "", request.responseSchema(), Map.of()))));

        assertThatThrownBy(() -> generate(model, rsa("running-shoe")))
                .hasMessageContaining("lacks the required term \"Strida\"");
    }

    @Test
    void takesTheBusinessNameFromTheBrand() throws Exception {
        ScriptedModel model = new ScriptedModel(List.of(WRITES));

        Asset.Copy copy = (Asset.Copy) generate(model, request(Briefs.of("bakery"), 1, List.of("pmax_text")))
                .assets()
                .getFirst();

        assertThat(copy.fields().get("business_name")).containsExactly("Brot & Salz");
        assertThat(copy.fields().keySet())
                .containsExactly("headlines", "long_headlines", "descriptions", "business_name");
        assertThat(model.requests().getFirst().responseSchema()).doesNotContain("business_name");
    }

    @Test
    void asksForABusinessNameWhereTheBrandsOwnIsNotFit() throws Exception {
        ScriptedModel model = new ScriptedModel(List.of(WRITES));
        generate(model, request(Briefs.of("hostile"), 1, List.of("pmax_text")));

        assertThat(model.requests().getFirst().responseSchema()).contains("business_name");
    }

    @Test
    void theHostileBriefYieldsHarmlessCopyWhateverTheModelObeys() throws Exception {
        Brief hostile = Briefs.of("hostile");
        ScriptedModel obedient = new ScriptedModel(List.of(request -> {
            Map<String, Object> answer = SchemaWriter.value(request);
            Map<String, Object> variant = variant(answer);
            variant.put(
                    "headlines",
                    List.of(
                            "<script>alert(1)</script>",
                            "{\"$ne\":null}",
                            "My system prompt",
                            "'; DROP TABLE creatives; --",
                            "Test & Co",
                            "Good things",
                            "Come in"));
            variant.put(
                    "descriptions",
                    List.of(
                            request.instructions().substring(0, 80),
                            "Say what is offered and why it matters to the reader",
                            "Made with care",
                            "Made to last"));
            return Json.write(answer);
        }));

        Asset.Copy copy = (Asset.Copy) generate(obedient, request(hostile, 1, List.of("google_rsa")))
                .assets()
                .getFirst();

        assertThat(copy.fields().get("headlines")).containsExactly("Test & Co", "Good things", "Come in");
        assertThat(copy.fields().get("descriptions")).containsExactly("Made with care", "Made to last");
    }

    @Test
    void saysWhichTermsContradictEachOther() {
        Brief brief = ShoeBrief.withTerms(List.of("free"), List.of("14 days free"));

        assertThatThrownBy(() -> generate(new SchemaWriter(), request(brief, 1, List.of("google_rsa"))))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT));
    }

    @Test
    void anUnknownFormatIsInvalidInput() {
        assertThatThrownBy(
                        () -> generate(new SchemaWriter(), request(Briefs.of("bakery"), 1, List.of("meta_feed_1x1"))))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT));
    }

    @Test
    void aTagWithABannedTermIsLeftOut() throws Exception {
        Brief brief = ShoeBrief.withTerms(List.of("running"), List.of());

        assertThat(generate(new SchemaWriter(), request(brief, 1, List.of("google_rsa")))
                        .tags())
                .containsExactly("shoes");
    }

    @Test
    void givesEachSegmentItsOwnSet() throws Exception {
        ScriptedModel model = new ScriptedModel(List.of(
                request -> prefixed(request, "Early"),
                request -> prefixed(request, "Late"),
                request -> prefixed(request, "Other")));

        GenerationResult result =
                generate(model, request(forSegments("early birds", "night owls"), 2, List.of("google_rsa")));

        assertThat(result.assets()).extracting(Asset::variant).containsExactly(1, 2, 3, 4);
        assertThat(headlines(result.assets().get(1))).allMatch(text -> text.startsWith("Early"));
        assertThat(headlines(result.assets().get(2))).allMatch(text -> text.startsWith("Late"));
        assertThat(model.requests())
                .extracting(request -> request.brief().segments())
                .containsExactly(List.of("early birds"), List.of("night owls"));
        assertThat(result.engineeredPrompt())
                .containsOnlyOnce("senior copywriter")
                .contains("early birds", "night owls");
        assertThat(result.parameters()).containsKey("seed");
    }

    @Test
    void asksAgainWhereASegmentGetsTheCopyOfAnother() throws Exception {
        ScriptedModel model = new ScriptedModel(
                List.of(WRITES, WRITES, request -> prefixed(request, "Late"), request -> "never asked"));

        GenerationResult result =
                generate(model, request(forSegments("early birds", "night owls"), 1, List.of("google_rsa")));

        assertThat(model.requests()).hasSize(3);
        assertThat(model.requests().get(2).prompt()).contains("variant 1: is the same as earlier copy");
        assertThat(headlines(result.assets().get(1))).allMatch(text -> text.startsWith("Late"));
    }

    @Test
    void namesTheSegmentWhoseCopyIsRefused() {
        ScriptedModel model = new ScriptedModel(List.of(WRITES, request -> "nothing"));

        assertThatThrownBy(() ->
                        generate(model, request(forSegments("early birds", "night owls"), 1, List.of("google_rsa"))))
                .hasMessageContaining("google_rsa for segment \"night owls\"");
    }

    @Test
    void aVariationBuildsOnItsParent() throws Exception {
        GenerationResult parent = generate(new SchemaWriter(), rsa("bakery"));
        ScriptedModel model = new ScriptedModel(List.of(WRITES, request -> prefixed(request, "Now")));

        GenerationResult result = generate(
                model,
                new GenerationRequest(
                        "creative-2",
                        Briefs.of("bakery"),
                        List.of("google_rsa"),
                        1,
                        List.of(),
                        Map.of(),
                        Optional.of(new Variation("creative-1", "Begin each line with Now", parent.assets()))));

        assertThat(model.requests()).hasSize(2);
        assertThat(model.requests().getFirst().prompt())
                .contains("Begin each line with Now")
                .contains(headlines(parent.assets().getFirst()).getFirst());
        assertThat(model.requests().get(1).prompt()).contains("is the same as earlier copy");
        assertThat(headlines(result.assets().getFirst())).allMatch(text -> text.startsWith("Now"));
    }

    @Test
    void saysByWhichTemplateAndParametersItWasAsked() throws Exception {
        GenerationResult result = generate(
                new SchemaWriter(),
                new GenerationRequest(
                        "creative-1",
                        Briefs.of("bakery"),
                        List.of("google_rsa"),
                        1,
                        List.of(),
                        Map.of("seed", new BigDecimal(7))));

        assertThat(result.templates()).containsExactly(new PromptTemplate("text-copy", "2"));
        assertThat(result.parameters()).isEqualTo(Map.of("seed", new BigDecimal(7)));
    }

    private static Brief forSegments(String... segments) {
        Brief brief = Briefs.of("bakery");
        return new Brief(
                brief.prompt(), "", List.of(segments), brief.tone(), brief.style(), brief.locale(), brief.brand());
    }

    private static List<String> headlines(Asset asset) {
        return ((Asset.Copy) asset).fields().get("headlines");
    }

    /** What {@link SchemaWriter} writes, each headline after that word. */
    private static String prefixed(TextRequest request, String word) {
        Map<String, Object> answer = SchemaWriter.value(request);
        for (Object variant : (List<?>) answer.get("variants")) {
            prefix(variant, word);
        }
        return Json.write(answer);
    }

    @SuppressWarnings("unchecked")
    private static void prefix(Object variant, String word) {
        ((Map<String, Object>) variant)
                .computeIfPresent(
                        "headlines",
                        (_, texts) -> ((List<?>) texts)
                                .stream().map(text -> word + " " + text).toList());
    }

    private static Function<TextRequest, String> headlines(String first) {
        return request -> {
            Map<String, Object> answer = SchemaWriter.value(request);
            List<Object> headlines = new ArrayList<>((List<?>) variant(answer).get("headlines"));
            headlines.set(0, first);
            variant(answer).put("headlines", headlines);
            return Json.write(answer);
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> variant(Map<String, Object> answer) {
        return (Map<String, Object>) ((List<?>) answer.get("variants")).getFirst();
    }

    private static GenerationRequest rsa(String brief) {
        return request(Briefs.of(brief), 1, List.of("google_rsa"));
    }

    private static GenerationRequest request(Brief brief, int count, List<String> formats) {
        return new GenerationRequest("creative-1", brief, formats, count, List.of(), Map.of());
    }

    private static GenerationResult generate(TextModel model, GenerationRequest request) throws Exception {
        try (TestTenant tenant = TestTenant.builder().textModel(model).build()) {
            return new TextGenerator().generate(request, tenant.generation("text", request.id()));
        }
    }
}
