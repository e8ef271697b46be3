package com.adgenius.plugins.text;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.TenantContext;
import com.adgenius.plugin.TextModel;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.prompting.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model that writes what the schema asks: numbered ideas, and the required terms where they fit. */
final class SchemaWriter implements TextModel {

    @Override
    public TextResponse generate(TextRequest request, TenantContext context) {
        return new TextResponse(answer(request), new ModelUsage("writer-1", Map.of("output_tokens", 1L)));
    }

    static String answer(TextRequest request) {
        return Json.write(value(request));
    }

    static Map<String, Object> value(TextRequest request) {
        try {
            Map<?, ?> schema = (Map<?, ?>) Json.parse(request.responseSchema());
            Map<?, ?> variants = (Map<?, ?>) ((Map<?, ?>) schema.get("properties")).get("variants");
            List<Object> written = new ArrayList<>();
            for (int i = 0; i < ((Number) variants.get("minItems")).intValue(); i++) {
                written.add(
                        variant((Map<?, ?>) ((Map<?, ?>) variants.get("items")).get("properties"), i, request.brief()));
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("variants", written);
            answer.put("tags", List.of("Shoes", "running"));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> variant(Map<?, ?> properties, int number, Brief brief) {
        List<String> required = new ArrayList<>(brief.brand().requiredTerms());
        Map<String, Object> variant = new LinkedHashMap<>();
        properties.forEach((name, schema) -> {
            Map<?, ?> property = (Map<?, ?>) schema;
            if (property.get("type").equals("string")) {
                variant.put((String) name, text((String) name, number, 0, property, required));
            } else {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < ((Number) property.get("maxItems")).intValue(); i++) {
                    texts.add(text((String) name, number, i, (Map<?, ?>) property.get("items"), required));
                }
                variant.put((String) name, texts);
            }
        });
        return variant;
    }

    private static String text(String field, int variant, int index, Map<?, ?> schema, List<String> required) {
        String idea = (field.startsWith("path") ? "idea-" : "Idea ") + (char) ('a' + variant) + index;
        int width = ((Number) schema.get("displayWidth")).intValue();
        if (!field.startsWith("path")
                && !required.isEmpty()
                && DisplayWidth.of(idea + " " + required.getFirst()) <= width) {
            return idea + " " + required.removeFirst();
        }
        return idea;
    }
}
