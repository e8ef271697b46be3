package com.adgenius.host.server.creative.export;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.TextWidth;
import com.adgenius.plugin.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds copy against the limits of its format: how many texts a field has, and how wide each is. */
final class CopySpec {

    private final Format format;
    private final List<Finding> findings = new ArrayList<>();

    private CopySpec(Format format) {
        this.format = format;
    }

    static List<Finding> findings(Format format, Copy copy) {
        CopySpec spec = new CopySpec(format);
        List<Map<?, ?>> fields = Published.objects(format.limits().get("fields"));
        fields.forEach(field -> Published.text(field, "name")
                .ifPresent(name -> spec.field(name, field, copy.fields().getOrDefault(name, List.of()))));
        if (!fields.isEmpty()) {
            spec.others(fields, copy);
        }
        return List.copyOf(spec.findings);
    }

    private void field(String name, Map<?, ?> field, List<String> texts) {
        int least = Published.number(field, "min").map(BigDecimal::intValue).orElse(0);
        int most = Published.number(field, "max").map(BigDecimal::intValue).orElse(Integer.MAX_VALUE);
        add(
                name,
                least + " to " + most + " texts",
                texts.size() + (texts.size() == 1 ? " text" : " texts"),
                Finding.HARD,
                texts.size() >= least && texts.size() <= most,
                field);
        for (int i = 0; i < texts.size(); i++) {
            for (Map<?, ?> limit : Published.objects(field.get("limits"))) {
                width(name + "[" + i + "]", TextWidth.of(texts.get(i)), limit);
            }
        }
        Published.number(field, "one_within").filter(_ -> !texts.isEmpty()).ifPresent(limit -> {
            int narrowest = texts.stream().mapToInt(TextWidth::of).min().orElse(0);
            add(
                    name,
                    "one at most " + limit.toPlainString() + " wide",
                    narrowest + " wide",
                    Finding.HARD,
                    narrowest <= limit.intValue(),
                    field);
        });
    }

    private void width(String place, int width, Map<?, ?> limit) {
        Optional<BigDecimal> value = Published.number(limit, "value");
        value.ifPresent(most -> add(
                place,
                "at most " + most.toPlainString() + " wide",
                width + " wide",
                Published.text(limit, "kind").orElse(Finding.HARD),
                width <= most.intValue(),
                limit));
    }

    private void others(List<Map<?, ?>> fields, Copy copy) {
        Set<String> known = fields.stream()
                .flatMap(field -> Published.text(field, "name").stream())
                .collect(Collectors.toSet());
        copy.fields().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> add(name, "a field of the format", "no field of it", Finding.HARD, false, Map.of()));
    }

    private void add(String limit, String required, String value, String kind, boolean within, Map<?, ?> origin) {
        findings.add(new Finding(
                limit,
                required,
                value,
                kind,
                Finding.outcome(within, kind),
                within ? "" : limit + " must be " + required + ", is " + value,
                Published.source(origin, format),
                Published.checked(origin, format)));
    }
}
