package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.http.Violations;
import com.adgenius.plugin.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a text format as its plugin publishes them: {@code fields}, each with {@code name}, {@code min} and
 * {@code max} texts, {@code limits} of a {@code kind} and a {@code value} in display width, and {@code one_within}. What
 * the platform refuses ({@code hard}) is refused here too; what it cuts is not. A format that publishes none of these has
 * the fields that its generator filled, and no limits.
 */
final class CopyLimits {

    private final Map<String, Field> fields;
    private final boolean published;

    private CopyLimits(Map<String, Field> fields, boolean published) {
        this.fields = fields;
        this.published = published;
    }

    /** How many texts, and how wide. */
    private record Field(int min, int max, OptionalInt width, OptionalInt oneWithin) {

        static final Field UNLIMITED = new Field(1, Integer.MAX_VALUE, OptionalInt.empty(), OptionalInt.empty());
    }

    /** The limits of the format for copy like this one. */
    static CopyLimits of(Format format, Copy copy) {
        Map<String, Field> published = new LinkedHashMap<>();
        for (Map<?, ?> field : objects(format.limits().get("fields"))) {
            if (field.get("name") instanceof String name) {
                published.put(name, field(field));
            }
        }
        return published.isEmpty()
                ? new CopyLimits(
                        copy.fields().keySet().stream().collect(Collectors.toMap(name -> name, _ -> Field.UNLIMITED)),
                        false)
                : new CopyLimits(published, true);
    }

    private static Field field(Map<?, ?> field) {
        return new Field(
                number(field, "min").orElse(0),
                number(field, "max").orElse(Integer.MAX_VALUE),
                objects(field.get("limits")).stream()
                        .filter(limit -> "hard".equals(limit.get("kind")))
                        .flatMapToInt(limit -> number(limit, "value").stream())
                        .min(),
                number(field, "one_within"));
    }

    private static List<Map<?, ?>> objects(@Nullable Object value) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static OptionalInt number(Map<?, ?> owner, String name) {
        return owner.get(name) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    /** Notes where the texts break a limit. */
    void check(Violations violations, String place, Map<String, List<String>> texts) {
        requireNonNull(texts, "texts is null");
        Set<String> known = fields.keySet();
        texts.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.check(
                        false,
                        place + "." + name,
                        "is not a field of this format; known are "
                                + known.stream().sorted().collect(Collectors.joining(", "))));
        fields.forEach(
                (name, field) -> check(violations, place + "." + name, field, texts.getOrDefault(name, List.of())));
    }

    private void check(Violations violations, String place, Field field, List<String> texts) {
        violations.check(
                texts.size() >= field.min() && texts.size() <= field.max(),
                place,
                published
                        ? "must have " + field.min() + " to " + field.max() + " texts, has " + texts.size()
                        : "must have at least one text");
        for (int i = 0; i < texts.size(); i++) {
            int width = TextWidth.of(texts.get(i));
            int limit = field.width().orElse(Integer.MAX_VALUE);
            violations.check(width <= limit, place + "[" + i + "]", "must be at most " + limit + " wide, is " + width);
        }
        field.oneWithin()
                .ifPresent(limit -> violations.check(
                        texts.isEmpty() || texts.stream().anyMatch(text -> TextWidth.of(text) <= limit),
                        place,
                        "must have one text that is at most " + limit + " wide"));
    }
}
