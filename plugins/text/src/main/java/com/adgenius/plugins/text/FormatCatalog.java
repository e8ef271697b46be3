package com.adgenius.plugins.text;

import com.adgenius.plugin.Format;
import com.adgenius.prompting.Json;
import com.adgenius.prompting.Resource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The formats of {@code formats.json}. */
final class FormatCatalog {

    private static final String RESOURCE = "formats.json";

    private final Map<String, TextFormat> formats = new LinkedHashMap<>();

    private FormatCatalog(Map<?, ?> document) {
        Map<String, Map<?, ?>> rules = new LinkedHashMap<>();
        for (Map<?, ?> rule : objects(document, "rules")) {
            rules.put(text(rule, "name"), rule);
        }
        for (Map<?, ?> format : objects(document, "formats")) {
            TextFormat read = format(format, rules, text(document, "width"));
            formats.put(read.id(), read);
        }
    }

    /** Reads the formats that are part of the plugin. */
    static FormatCatalog load() {
        return new FormatCatalog(Resource.json(FormatCatalog.class, RESOURCE));
    }

    List<TextFormat> all() {
        return List.copyOf(formats.values());
    }

    Optional<TextFormat> find(String id) {
        return Optional.ofNullable(formats.get(id));
    }

    private static TextFormat format(Map<?, ?> format, Map<String, Map<?, ?>> allRules, String width) {
        List<Map<?, ?>> rules = ((List<?>) format.get("rules"))
                .stream().<Map<?, ?>>map(name -> allRules.get((String) name)).toList();
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("width", width);
        limits.put("fields", Json.apiValue(format.get("fields")));
        limits.put("rules", Json.apiValue(rules));
        return new TextFormat(
                new Format(
                        text(format, "id"),
                        text(format, "title"),
                        text(format, "platform"),
                        limits,
                        text(format, "source"),
                        LocalDate.parse(text(format, "checked"))),
                objects(format, "fields").stream().map(FormatCatalog::field).toList(),
                rules.stream().map(FormatCatalog::rule).toList());
    }

    private static Field field(Map<?, ?> field) {
        int max = number(field, "max").orElseThrow();
        return new Field(
                text(field, "name"),
                text(field, "purpose"),
                number(field, "min").orElseThrow(),
                max,
                number(field, "wished").orElse(max),
                objects(field, "limits").stream().map(FormatCatalog::limit).toList(),
                number(field, "one_within"));
    }

    private static Limit limit(Map<?, ?> limit) {
        return new Limit(
                number(limit, "value").orElseThrow(),
                Limit.Kind.valueOf(text(limit, "kind").toUpperCase(Locale.ROOT)),
                text(limit, "source"),
                LocalDate.parse(text(limit, "checked")));
    }

    private static EditorialRule rule(Map<?, ?> rule) {
        return new EditorialRule(
                text(rule, "name"),
                Severity.valueOf(text(rule, "severity").toUpperCase(Locale.ROOT)),
                Optional.ofNullable((String) rule.get("pattern")).map(Pattern::compile),
                rule.get("fields") instanceof List<?> fields
                        ? new LinkedHashSet<>(
                                fields.stream().map(String.class::cast).toList())
                        : Set.of(),
                text(rule, "message"));
    }

    private static List<Map<?, ?>> objects(Map<?, ?> owner, String name) {
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object element : (List<?>) owner.get(name)) {
            objects.add((Map<?, ?>) element);
        }
        return objects;
    }

    private static String text(Map<?, ?> owner, String name) {
        return Optional.ofNullable((String) owner.get(name))
                .orElseThrow(() -> new IllegalArgumentException(RESOURCE + ": " + name + " is missing in " + owner));
    }

    private static OptionalInt number(Map<?, ?> owner, String name) {
        return owner.get(name) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }
}
