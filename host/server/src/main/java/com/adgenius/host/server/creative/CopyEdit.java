package com.adgenius.host.server.creative;

import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New texts for one format and variant of a text creative. */
record CopyEdit(
        @Schema(
                description = "One of the creative's formats.",
                example = "google_rsa",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String format,

        @Schema(description = "One of its variants, from 1; the first without it.", minimum = "1", defaultValue = "1")
        @Nullable
        Integer variant,

        @Schema(
                description = "All its texts by the platform's name for them, within the format's limits.",
                example = "{\"headlines\": [\"Run further\"]}",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        Map<String, List<String>> fields) {

    private static final int FIELDS = 50;
    private static final int TEXTS = 100;
    private static final int LENGTH = 10_000;

    void validate(Violations violations, String place) {
        violations
                .text(format, place + ".format", 60)
                .check(variant == null || variant >= 1, place + ".variant", "must be 1 or more")
                .check(
                        !texts().isEmpty() && texts().size() <= FIELDS,
                        place + ".fields",
                        "must have texts for 1 to " + FIELDS + " fields");
        texts().entrySet().stream()
                .limit(FIELDS)
                .forEach(field -> validate(violations, place + ".fields." + field.getKey(), field.getValue()));
    }

    private static void validate(Violations violations, String place, @Nullable List<String> texts) {
        if (texts == null) {
            violations.check(false, place, "must be a list of texts");
            return;
        }
        violations.atMost(texts, place, TEXTS);
        for (int i = 0; i < Math.min(texts.size(), TEXTS); i++) {
            String text = place + "[" + i + "]";
            violations.text(texts.get(i), text, LENGTH).plain(texts.get(i), text);
        }
    }

    int number() {
        return variant == null ? 1 : variant;
    }

    Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>(fields == null ? Map.of() : fields);
        // A field without a text is none.
        texts.values().removeIf(values -> values != null && values.isEmpty());
        return texts;
    }

    boolean isOf(CreativeAsset asset) {
        return asset.format().equals(format) && asset.variant() == number();
    }
}
