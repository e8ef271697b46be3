package com.adgenius.host.server.creative.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.plugin.Format;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files are held against every limit that their format publishes. */
class SpecTest {

    private static final Map<String, Object> WIDTH_30 =
            Map.of("value", 30, "kind", "hard", "source", "Search ads", "checked", "2026-11-22");
    private static final Map<String, Object> CUT_10 =
            Map.of("value", 10, "kind", "truncation", "source", "Guide", "checked", "2026-11-21");

    private static Format format(Map<String, Object> limits) {
        return new Format("f", "F", "test", limits, "The format's source", LocalDate.of(2026, 11, 20));
    }

    private static List<Finding> copy(Map<String, List<String>> fields) {
        return CopySpec.findings(
                format(Map.of(
                        "fields",
                        List.of(Map.of(
                                "name", "headlines",
                                "min", 1,
                                "max", 2,
                                "one_within", 8,
                                "limits", List.of(WIDTH_30, CUT_10))))),
                new Copy("f", 1, fields));
    }

    private static List<String> failed(List<Finding> findings) {
        return findings.stream().filter(Finding::failed).map(Finding::reason).toList();
    }

    private static Map<String, Object> limit(String name, Number value) {
        return Map.of("name", name, "value", value, "unit", "px", "kind", "hard");
    }

    private static List<Finding> media(MediaSpec spec, List<Map<String, Object>> limits) {
        return spec.findings(format(Map.of("width", 1200, "height", 628, "limits", limits)));
    }

    @Test
    void copyWithinItsLimitsPassesAndSaysEach() {
        List<Finding> findings = copy(Map.of("headlines", List.of("Run far")));

        assertThat(findings).hasSize(4).allMatch(finding -> finding.outcome() == Finding.Outcome.PASSED);
        assertThat(findings.get(1))
                .isEqualTo(new Finding(
                        "headlines[0]",
                        "at most 30 wide",
                        "7 wide",
                        "hard",
                        Finding.Outcome.PASSED,
                        "",
                        "Search ads",
                        "2026-11-22"));
        assertThat(findings.getFirst().source()).isEqualTo("The format's source");
        assertThat(findings.getFirst().checked()).isEqualTo("2026-11-20");
    }

    @Test
    void copyOverAHardLimitFailsAndOverAnotherIsWarnedOf() {
        List<Finding> findings = copy(Map.of("headlines", List.of("Short", "x".repeat(31))));

        assertThat(failed(findings)).containsExactly("headlines[1] must be at most 30 wide, is 31 wide");
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Finding.Outcome.WARNED)
                .hasSize(1);
    }

    @Test
    void wideCharactersCountTwice() {
        assertThat(failed(copy(Map.of("headlines", List.of("Short", "池".repeat(16))))))
                .hasSize(1);
    }

    @Test
    void copyWithTooManyTextsOrUnknownFieldsFails() {
        assertThat(failed(copy(Map.of("headlines", List.of("a", "b", "c")))))
                .containsExactly("headlines must be 1 to 2 texts, is 3 texts");
        assertThat(failed(copy(Map.of()))).hasSize(1);
        assertThat(failed(copy(Map.of("headlines", List.of("a"), "jingle", List.of("la")))))
                .containsExactly("jingle must be a field of the format, is no field of it");
        assertThat(failed(copy(Map.of("headlines", List.of("nine chars")))))
                .containsExactly("headlines must be one at most 8 wide, is 10 wide");
    }

    @Test
    void mediaAreMeasuredByEachLimit() {
        MediaSpec spec = new MediaSpec(1000, 600, 314, Optional.empty());

        assertThat(failed(media(
                        spec,
                        List.of(
                                limit("min_width", 600),
                                limit("min_height", 314),
                                limit("max_bytes", 1000),
                                limit("ratio_tolerance", new BigDecimal("0.01"))))))
                .isEmpty();
        assertThat(failed(media(
                        spec, List.of(limit("min_width", 601), limit("min_height", 315), limit("max_bytes", 999)))))
                .hasSize(3);
        assertThat(failed(media(
                        new MediaSpec(1, 600, 600, Optional.empty()),
                        List.of(limit("ratio_tolerance", new BigDecimal("0.01"))))))
                .hasSize(1);
    }

    @Test
    void videosAreMeasuredByTheirLength() {
        MediaSpec spec = new MediaSpec(10_000, 1, 1, Optional.of(Duration.ofSeconds(10)));

        assertThat(failed(media(
                        spec,
                        List.of(
                                limit("min_seconds", 10),
                                limit("max_seconds", 10),
                                limit("more_than_seconds", 9),
                                limit("min_bits_per_second", 8_000)))))
                .isEmpty();
        assertThat(failed(media(
                        spec,
                        List.of(
                                limit("min_seconds", 11),
                                limit("max_seconds", 9),
                                limit("more_than_seconds", 10),
                                limit("min_bits_per_second", 8_001)))))
                .hasSize(4);
    }

    @Test
    void aLimitThatTheHostCannotMeasureIsSaidToBeUnchecked() {
        List<Finding> findings = media(
                new MediaSpec(1, 1, 1, Optional.empty()), List.of(limit("max_flicker", 3), limit("min_seconds", 1)));

        assertThat(findings).hasSize(2).allMatch(finding -> finding.outcome() == Finding.Outcome.UNCHECKED);
    }
}
