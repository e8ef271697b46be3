package com.adgenius.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.prompting.Json;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a model answers, what is returned is within the hard limits. The oracle here shares no code with the check. */
class RandomAnswersTest {

    private static final int ANSWERS = 1500;
    private static final List<String> PIECES = List.of(
            "Run",
            " ",
            "faster",
            "Strida",
            "抹茶",
            "限定",
            "نبض",
            "é",
            "👟",
            "<b>",
            "</script>",
            "{x}",
            "!!",
            "!",
            "BREAD",
            "\u0000",
            "\u202E",
            "prompt",
            "best in the world",
            "guaranteed",
            "IKEA",
            "cheap",
            "free lamp",
            "14 days free",
            "\n",
            "&lt;",
            "030 1234567",
            "…",
            "-",
            "ＷＩＤＥ",
            "#",
            "ｱ",
            "가나",
            "${jndi:x}",
            "a1",
            "loaf",
            "lake",
            "\uD800");
    private static final Map<String, Map<String, int[]>> LIMITS = Map.of(
            "google_rsa",
            Map.of(
                    "headlines", new int[] {3, 15, 30},
                    "descriptions", new int[] {2, 4, 90},
                    "path1", new int[] {0, 1, 15},
                    "path2", new int[] {0, 1, 15}),
            "pmax_text",
            Map.of(
                    "headlines", new int[] {3, 15, 30},
                    "long_headlines", new int[] {1, 5, 90},
                    "descriptions", new int[] {2, 5, 90},
                    "business_name", new int[] {1, 1, 25}),
            "meta_feed_text",
            Map.of(
                    "primary_text", new int[] {1, 5, 2200},
                    "headlines", new int[] {1, 5, 255},
                    "descriptions", new int[] {1, 5, 255}),
            "tiktok_text",
            Map.of("ad_text", new int[] {1, 1, 100}));

    @Test
    void neverLeadToCopyOverAHardLimit() throws Exception {
        Random random = new Random(81);
        List<Briefs.Named> briefs = Briefs.all();
        List<String> formats = LIMITS.keySet().stream().sorted().toList();
        TextGenerator generator = new TextGenerator();
        int returned = 0;
        int refused = 0;
        try (TestTenant tenant = TestTenant.builder()
                .textModel(new ScriptedModel(List.of(request -> answer(request, random))))
                .build()) {
            for (int i = 0; i < ANSWERS; i++) {
                Brief brief = briefs.get(i % briefs.size()).brief();
                GenerationRequest request = new GenerationRequest(
                        "creative-" + i,
                        brief,
                        List.of(formats.get(random.nextInt(formats.size()))),
                        1,
                        List.of(),
                        Map.of());
                try {
                    GenerationResult result = generator.generate(request, tenant.generation("text", request.id()));
                    result.assets().forEach(asset -> assertWithinLimits((Asset.Copy) asset, brief));
                    returned++;
                } catch (PluginException e) {
                    assertThat(e.code()).isEqualTo(FailureCode.INVALID_RESULT);
                    refused++;
                }
            }
        }
        assertThat(returned).isGreaterThan(ANSWERS / 10);
        assertThat(refused).isGreaterThan(ANSWERS / 10);
    }

    @Test
    void theOracleReportsCopyThatIsOver() {
        Asset.Copy copy = new Asset.Copy(
                "google_rsa",
                1,
                Map.of("headlines", List.of("抹茶".repeat(8), "b", "c"), "descriptions", List.of("d", "e")));

        assertThat(catchThrowable(() -> assertWithinLimits(copy, Briefs.of("bakery"))))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertWithinLimits(Asset.Copy copy, Brief brief) {
        Map<String, int[]> limits = LIMITS.get(copy.format());
        assertThat(limits.keySet()).containsAll(copy.fields().keySet());
        limits.forEach((field, limit) -> {
            List<String> texts = copy.fields().getOrDefault(field, List.of());
            assertThat(texts).hasSizeBetween(limit[0], limit[1]);
            assertThat(texts).allSatisfy(text -> {
                assertThat(text.codePoints().map(RandomAnswersTest::width).sum())
                        .isLessThanOrEqualTo(limit[2]);
                assertThat(text)
                        .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\u202E{}]|<[a-z/]|&lt;")
                        .isNotBlank();
                for (String banned : brief.brand().bannedTerms()) {
                    assertThat(text.toLowerCase(Locale.ROOT))
                            .doesNotContainPattern("(?<!\\p{L})(?i:" + banned + ")(?!\\p{L})");
                }
            });
            Set<String> distinct = new HashSet<>();
            texts.forEach(text -> distinct.add(text.toLowerCase(Locale.ROOT)));
            assertThat(distinct).hasSameSizeAs(texts);
        });
        for (String required : brief.brand().requiredTerms()) {
            assertThat(copy.fields().values().toString().toLowerCase(Locale.ROOT))
                    .contains(required.toLowerCase(Locale.ROOT));
        }
    }

    private static int width(int codePoint) {
        UnicodeScript script = UnicodeScript.of(codePoint);
        boolean wide = script == UnicodeScript.HAN
                || script == UnicodeScript.HANGUL
                || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
                || codePoint >= 0x1F000;
        return wide ? 2 : 1;
    }

    private static String answer(TextRequest request, Random random) {
        Map<String, Object> answer = SchemaWriter.value(request);
        if (random.nextInt(10) == 0) {
            String text = Json.write(answer);
            return text.substring(0, random.nextInt(text.length()));
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> variant = (Map<String, Object>) ((List<?>) answer.get("variants")).getFirst();
        for (Map.Entry<String, Object> field : variant.entrySet()) {
            if (random.nextInt(3) == 0) {
                field.setValue(mutate(field.getValue(), random));
            }
        }
        if (random.nextInt(20) == 0) {
            variant.put("extra", "field");
        }
        return Json.write(answer);
    }

    private static Object mutate(Object value, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt();
            case 1 -> List.of();
            case 2 -> List.of(List.of("nested"));
            default ->
                switch (value) {
                    case List<?> list -> {
                        List<Object> texts = new ArrayList<>(list);
                        for (int i = 0; i < texts.size(); i++) {
                            if (random.nextInt(4) == 0) {
                                texts.set(i, text(random));
                            }
                        }
                        yield texts;
                    }
                    default -> text(random);
                };
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 60 : 6); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
