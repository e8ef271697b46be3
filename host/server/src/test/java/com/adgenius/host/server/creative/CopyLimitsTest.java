package com.adgenius.host.server.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.Violations;
import com.adgenius.plugin.Format;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyLimitsTest {

    private static final CreativeAsset.Copy COPY =
            new CreativeAsset.Copy("ad", 1, Map.of("headlines", List.of("a"), "free", List.of("b")));

    private static Format format(Map<String, Object> limits) {
        return new Format("ad", "Ad", "test", limits, "https://example.com", LocalDate.of(2026, 11, 22));
    }

    private static Map<String, Object> limit(String kind, int value) {
        return Map.of("kind", kind, "value", BigDecimal.valueOf(value));
    }

    private static final Map<String, Object> LIMITS = Map.of(
            "fields",
            List.of(
                    Map.of(
                            "name", "headlines",
                            "min", BigDecimal.TWO,
                            "max", BigDecimal.valueOf(3),
                            "one_within", BigDecimal.valueOf(4),
                            "limits", List.of(limit("hard", 8), limit("hard", 6), limit("truncation", 3))),
                    Map.of("name", "path", "min", BigDecimal.ZERO, "max", BigDecimal.ONE, "limits", List.of())));

    private static List<String> wrong(Map<String, Object> limits, Map<String, List<String>> texts) {
        Violations violations = new Violations();
        CopyLimits.of(format(limits), COPY).check(violations, "fields", texts);
        return violations.errors().stream().map(FieldError::field).toList();
    }

    @Test
    void acceptsWhatIsWithinEveryHardLimit() {
        assertThat(wrong(LIMITS, Map.of("headlines", List.of("four", "sixsix"))))
                .isEmpty();
        assertThat(wrong(LIMITS, Map.of("headlines", List.of("four", "sixsix"), "path", List.of("any width"))))
                .isEmpty();
    }

    @Test
    void refusesWhatThePlatformRefuses() {
        assertThat(wrong(LIMITS, Map.of("headlines", List.of("four", "sevenxx"))))
                .as("the strictest hard limit")
                .containsExactly("fields.headlines[1]");
        assertThat(wrong(LIMITS, Map.of("headlines", List.of("a"))))
                .as("too few")
                .containsExactly("fields.headlines");
        assertThat(wrong(LIMITS, Map.of("headlines", List.of("a", "b", "c", "d"))))
                .containsExactly("fields.headlines");
        assertThat(wrong(LIMITS, Map.of("headlines", List.of("fiver", "sixsix"))))
                .as("none is short enough")
                .containsExactly("fields.headlines");
        assertThat(wrong(LIMITS, Map.of())).containsExactly("fields.headlines");
        assertThat(wrong(LIMITS, Map.of("headlines", List.of("a", "b"), "free", List.of("x"))))
                .containsExactly("fields.free");
    }

    @Test
    void keepsToTheFieldsThatAreThereWhereNoneIsPublished() {
        Map<String, Object> odd = Map.of("fields", "none", "limits", List.of(BigDecimal.ONE));
        for (Map<String, Object> limits : List.of(Map.<String, Object>of(), odd)) {
            assertThat(wrong(limits, Map.of("headlines", List.of("x".repeat(5_000)), "free", List.of("b"))))
                    .isEmpty();
            assertThat(wrong(limits, Map.of("headlines", List.of("x")))).containsExactly("fields.free");
            assertThat(wrong(limits, Map.of("headlines", List.of("x"), "free", List.of("b"), "new", List.of("c"))))
                    .containsExactly("fields.new");
        }
    }

    @Test
    void countsWideCharactersTwice() {
        assertThat(TextWidth.of("abc")).isEqualTo(3);
        assertThat(TextWidth.of("東京")).isEqualTo(4);
        assertThat(TextWidth.of("ｶ")).as("half-width katakana").isEqualTo(1);
        assertThat(TextWidth.of("🚀")).isEqualTo(2);
        assertThat(TextWidth.of("e\u0301")).as("composed before it is counted").isEqualTo(1);
    }
}
