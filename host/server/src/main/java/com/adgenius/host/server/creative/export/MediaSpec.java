package com.adgenius.host.server.creative.export;

import com.adgenius.plugin.Format;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a picture or a video against the limits of its format, as it is exported.
 *
 * @param bytes the most that the exported file has
 * @param width in pixels
 * @param height in pixels
 * @param duration a video's length
 */
record MediaSpec(long bytes, int width, int height, Optional<Duration> duration) {

    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    List<Finding> findings(Format format) {
        List<Finding> findings = new ArrayList<>();
        for (Map<?, ?> limit : Published.objects(format.limits().get("limits"))) {
            Optional<String> name = Published.text(limit, "name");
            Optional<BigDecimal> value = Published.number(limit, "value");
            if (name.isPresent() && value.isPresent()) {
                findings.add(finding(name.get(), value.get(), limit, format));
            }
        }
        return List.copyOf(findings);
    }

    private Finding finding(String name, BigDecimal limit, Map<?, ?> origin, Format format) {
        String kind = Published.text(origin, "kind").orElse(Finding.HARD);
        String unit = Published.text(origin, "unit").map(text -> " " + text).orElse("");
        Optional<Measure> measure = measure(name, format.limits());
        if (measure.isEmpty()) {
            return new Finding(
                    name,
                    limit.toPlainString() + unit,
                    "",
                    kind,
                    Finding.Outcome.UNCHECKED,
                    "the host does not measure this",
                    Published.source(origin, format),
                    Published.checked(origin, format));
        }
        Measure found = measure.get();
        boolean within = found.rule().holds(found.value().compareTo(limit));
        String required = found.rule().words() + " " + limit.toPlainString() + unit;
        String value = found.value().toPlainString() + unit;
        return new Finding(
                name,
                required,
                value,
                kind,
                Finding.outcome(within, kind),
                within ? "" : name + " must be " + required + ", is " + value,
                Published.source(origin, format),
                Published.checked(origin, format));
    }

    /** What a limit of a name is about, and which side of it is allowed. */
    private record Measure(BigDecimal value, Rule rule) {}

    private enum Rule {
        AT_LEAST("at least"),
        AT_MOST("at most"),
        MORE_THAN("more than");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean holds(int compared) {
            return switch (this) {
                case AT_LEAST -> compared >= 0;
                case AT_MOST -> compared <= 0;
                case MORE_THAN -> compared > 0;
            };
        }
    }

    private Optional<Measure> measure(String name, Map<String, Object> format) {
        return switch (name) {
            case "min_width" -> Optional.of(new Measure(BigDecimal.valueOf(width), Rule.AT_LEAST));
            case "min_height" -> Optional.of(new Measure(BigDecimal.valueOf(height), Rule.AT_LEAST));
            case "max_width" -> Optional.of(new Measure(BigDecimal.valueOf(width), Rule.AT_MOST));
            case "max_height" -> Optional.of(new Measure(BigDecimal.valueOf(height), Rule.AT_MOST));
            case "max_bytes" -> Optional.of(new Measure(BigDecimal.valueOf(bytes), Rule.AT_MOST));
            case "ratio_tolerance" -> deviation(format).map(value -> new Measure(value, Rule.AT_MOST));
            case "min_seconds" -> seconds().map(value -> new Measure(value, Rule.AT_LEAST));
            case "max_seconds" -> seconds().map(value -> new Measure(value, Rule.AT_MOST));
            case "more_than_seconds" -> seconds().map(value -> new Measure(value, Rule.MORE_THAN));
            case "min_bits_per_second" ->
                seconds()
                        .filter(value -> value.signum() > 0)
                        .map(value -> new Measure(
                                BigDecimal.valueOf(bytes)
                                        .multiply(BigDecimal.valueOf(8))
                                        .divide(value, 0, RoundingMode.DOWN),
                                Rule.AT_LEAST));
            default -> Optional.empty();
        };
    }

    private Optional<BigDecimal> seconds() {
        return duration.map(length -> BigDecimal.valueOf(length.toMillis()).divide(MILLIS, 3, RoundingMode.HALF_UP));
    }

    /** How far the ratio of width to height is from the format's, as a part of it. */
    private Optional<BigDecimal> deviation(Map<String, Object> format) {
        Optional<BigDecimal> wantedWidth = Published.number(format, "width").filter(value -> value.signum() > 0);
        Optional<BigDecimal> wantedHeight = Published.number(format, "height").filter(value -> value.signum() > 0);
        if (wantedWidth.isEmpty() || wantedHeight.isEmpty() || height == 0) {
            return Optional.empty();
        }
        BigDecimal part = BigDecimal.valueOf(width)
                .multiply(wantedHeight.get())
                .divide(BigDecimal.valueOf(height).multiply(wantedWidth.get()), MathContext.DECIMAL64);
        return Optional.of(part.subtract(BigDecimal.ONE).abs().setScale(6, RoundingMode.HALF_UP));
    }
}
