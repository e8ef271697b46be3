package com.adgenius.plugins.local.text;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.local.Json;
import com.adgenius.plugins.local.copy.Copywriter;
import com.adgenius.plugins.local.copy.DisplayWidth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes copy into the shape that a JSON Schema describes: objects, lists of objects as variants, texts and lists of
 * texts with limits ({@code minItems}, {@code maxItems}, {@code maxLength}, {@code displayWidth}, {@code contains}).
 */
final class SchemaFiller {

    private static final int WISHED_SHORT = 10;
    private static final int WISHED_LONG = 4;
    private static final int ATTEMPTS = 20;
    private static final int SHORT = 45;

    private final Brief brief;
    private final long seed;

    SchemaFiller(Brief brief, long seed) {
        this.brief = brief;
        this.seed = seed;
    }

    /** The object that the schema describes. */
    Map<String, Object> fill(Map<String, Object> schema) throws PluginException {
        return object(schema, new Copywriter(brief, 1, seed));
    }

    private Map<String, Object> object(Map<String, Object> schema, Copywriter writer) throws PluginException {
        Map<String, Object> filled = new LinkedHashMap<>();
        List<String> required = Json.texts(schema, "required");
        Map<String, Object> properties = Json.objectOf(schema, "properties");
        List<Field> fields = new ArrayList<>();
        for (String name : properties.keySet()) {
            Map<String, Object> property = Json.objectOf(properties, name);
            Map<String, Object> items = Json.objectOf(property, "items");
            if ("object".equals(property.get("type"))) {
                filled.put(name, object(property, writer));
            } else if ("object".equals(items.get("type"))) {
                filled.put(name, variants(property, items));
            } else {
                Field field = Field.of(name, property, required.contains(name));
                fields.add(field);
                List<String> texts = texts(field, writer);
                if (!texts.isEmpty()) {
                    filled.put(name, field.list() ? texts : texts.getFirst());
                }
            }
        }
        require(fields, filled, writer);
        return filled;
    }

    private List<Object> variants(Map<String, Object> list, Map<String, Object> item) throws PluginException {
        int count = Json.number(list, "minItems", 1);
        List<Object> variants = new ArrayList<>();
        Set<Set<String>> different = new HashSet<>();
        Map<String, Integer> shown = new HashMap<>();
        int number = 1;
        while (variants.size() < count && number <= count + ATTEMPTS) {
            Map<String, Object> variant = object(item, new Copywriter(brief, number++, seed, shown));
            Set<String> keys = keys(variant);
            keys.forEach(key -> shown.merge(key, 1, Integer::sum));
            if (different.add(keys)) {
                variants.add(variant);
            }
        }
        if (variants.size() < count) {
            throw tooLittle("for " + count + " different variants");
        }
        return variants;
    }

    private static Set<String> keys(Map<String, Object> variant) {
        Set<String> keys = new HashSet<>();
        for (Object value : variant.values()) {
            List<?> texts = value instanceof List<?> list ? list : List.of(value);
            texts.forEach(text -> keys.add(Copywriter.key(String.valueOf(text))));
        }
        return keys;
    }

    private List<String> texts(Field field, Copywriter writer) throws PluginException {
        String name = field.name().toLowerCase(Locale.ROOT);
        if (name.startsWith("tag")) {
            return writer.tags(field.most(), field.limit());
        }
        if (name.matches("path\\d*")) {
            return notEmpty(writer.path(name.endsWith("2") ? 1 : 0, field.limit()));
        }
        if (name.contains("action") || name.equals("button") || name.equals("cta")) {
            String button = writer.button();
            return notEmpty(DisplayWidth.of(button) <= field.limit() ? button : "");
        }
        if (name.contains("business_name") || name.equals("brand")) {
            String brand = writer.brand();
            if (!brand.isEmpty() && DisplayWidth.of(brand) <= field.limit()) {
                return List.of(brand);
            }
        }
        int wished = field.limit() <= SHORT ? WISHED_SHORT : WISHED_LONG;
        int most = Math.max(field.least(), Math.min(field.most(), wished));
        List<String> texts = writer.lines(field.limit(), field.least(), most, field.narrow());
        if (texts.size() < field.least() && field.required()) {
            throw tooLittle("for " + field.least() + " different texts of " + field.limit() + " characters");
        }
        return name.contains("headline")
                ? texts.stream().map(SchemaFiller::untitled).toList()
                : texts;
    }

    /** Puts each required term into every list of copy, and into a text where no list has room for it. */
    private void require(List<Field> fields, Map<String, Object> filled, Copywriter writer) {
        List<Field> copy = fields.stream()
                .filter(field -> filled.containsKey(field.name()) && field.holdsCopy())
                .sorted(Comparator.comparing(Field::list).reversed())
                .toList();
        for (String term : writer.required()) {
            for (Field field : copy) {
                boolean elsewhere = copy.stream().anyMatch(other -> holds(filled.get(other.name()), term));
                String line = writer.lineWith(term, field.limit());
                if (!line.isEmpty() && !holds(filled.get(field.name()), term) && (field.list() || !elsewhere)) {
                    filled.put(field.name(), field.list() ? with(filled.get(field.name()), line, field, writer) : line);
                }
            }
        }
    }

    private static List<String> with(Object texts, String line, Field field, Copywriter writer) {
        List<String> changed =
                new ArrayList<>(((List<?>) texts).stream().map(String::valueOf).toList());
        if (changed.contains(line)) {
            return changed;
        }
        if (changed.size() < field.most()) {
            changed.add(Math.min(1, changed.size()), line);
            return changed;
        }
        for (int i = changed.size() - 1; i >= 0; i--) {
            String text = changed.get(i);
            boolean narrow = field.narrow() > 0 && DisplayWidth.of(text) <= field.narrow();
            boolean holdsAnother = writer.required().stream().anyMatch(term -> contains(text, term));
            if (i == 0 || (!narrow && !holdsAnother)) {
                changed.set(i, line);
                return changed;
            }
        }
        return changed;
    }

    private static boolean holds(Object value, String term) {
        return value instanceof List<?> list
                ? list.stream().anyMatch(text -> contains(String.valueOf(text), term))
                : contains(String.valueOf(value), term);
    }

    private static boolean contains(String text, String term) {
        return text.toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT));
    }

    /** A headline of one sentence has no full stop. */
    private static String untitled(String text) {
        return text.indexOf('.') == text.length() - 1 || text.indexOf('。') == text.length() - 1
                ? text.substring(0, text.length() - 1)
                : text;
    }

    private static List<String> notEmpty(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static PluginException tooLittle(String purpose) {
        return new PluginException(
                FailureCode.INVALID_INPUT,
                "The brief and the brand say too little " + purpose
                        + ". Describe the product in a sentence or two, or ask" + " for fewer variants.");
    }
}
