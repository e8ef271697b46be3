package com.adgenius.host.server.creative;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.plugin.CreativeKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request for a creative. */
public record CreativeInput(
        @Schema(description = "The campaign; without one, the tenant's \"Drafts\".") @Nullable
        String campaignId,

        @Schema(
                description = "What to make.",
                allowableValues = {"text", "image", "video"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String kind,

        @Schema(
                description = "What it is about, in your own words.",
                maxLength = 4000,
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String prompt,

        @Schema(description = "A name for people; without one, the beginning of the prompt.", maxLength = 200) @Nullable
        String name,

        @Schema(description = "Whom it addresses; without it, the brand's audience.", maxLength = 500) @Nullable
        String audience,

        @Schema(
                description =
                        "Audience segments, each to be addressed; at most 20. Generators that can give each segment"
                                + " a set of count variants of its own, at most 20 variants of a format in all.")
        @Nullable
        List<String> segments,

        @Schema(description = "Words for the tone; without them, the brand's voice.", maxLength = 200) @Nullable
        String tone,

        @Schema(description = "Words for the visual style.", maxLength = 500) @Nullable
        String style,

        @Schema(description = "The language to write in, a BCP 47 tag; en-US without one.", example = "de-DE") @Nullable
        String locale,

        @Schema(
                description = "The formats to make it for, see /formats; at most 20.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        List<String> formats,

        @Schema(
                description = "Variants of each format; of each segment, where the generator makes a set for each.",
                minimum = "1",
                maximum = "10",
                defaultValue = "1")
        @Nullable
        Integer count,

        @Schema(description = "Assets of yours to go by; at most 10.") @Nullable
        List<String> referenceIds,

        @Schema(description = "The plugin that is to make it, see /generators; without one, the first that can.")
        @Nullable
        String generator,

        @Schema(description = "Options by the generator's schema.") @Nullable
        Map<String, Object> options)
        implements Validated {

    private static final int PROMPT_LIMIT = 4_000;
    private static final int LIST_LIMIT = 20;
    private static final int REFERENCE_LIMIT = 10;
    private static final int NAME_LENGTH = 60;

    @Override
    public void validate(Violations violations) {
        violations
                .check(
                        kind != null
                                && Stream.of(CreativeKind.values())
                                        .anyMatch(value -> value.value().equals(kind)),
                        "kind",
                        "must be text, image or video")
                .text(prompt, "prompt", PROMPT_LIMIT)
                .atMost(name, "name", 200)
                .check(name == null || !name.isBlank(), "name", "must not be blank")
                .atMost(audience, "audience", 500)
                .atMost(tone, "tone", 200)
                .atMost(style, "style", 500)
                .check(locale == null || isLanguageTag(locale), "locale", "must be a BCP 47 tag, for instance de-DE")
                .check(count == null || count >= 1 && count <= 10, "count", "must be 1 to 10")
                .check(formats != null && !formats.isEmpty(), "formats", "must name at least one format");
        texts(violations, segments, "segments", LIST_LIMIT, 200);
        texts(violations, formats, "formats", LIST_LIMIT, 60);
        texts(violations, referenceIds, "reference_ids", REFERENCE_LIMIT, 60);
    }

    private static void texts(
            Violations violations, @Nullable List<String> values, String field, int most, int length) {
        violations.atMost(values, field, most);
        List<String> texts = values == null ? List.of() : values;
        for (int i = 0; i < texts.size(); i++) {
            violations.text(texts.get(i), field + "[" + i + "]", length);
        }
        violations.check(new HashSet<>(texts).size() == texts.size(), field, "must not name the same twice");
    }

    private static boolean isLanguageTag(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException _) {
            return false;
        }
    }

    CreativeKind creativeKind() {
        return CreativeKind.of(String.valueOf(kind));
    }

    List<String> formatIds() {
        return formats == null ? List.of() : formats;
    }

    List<String> references() {
        return referenceIds == null ? List.of() : referenceIds;
    }

    int variants() {
        return count == null ? 1 : count;
    }

    String title() {
        return name != null ? name.strip() : title(text(prompt));
    }

    /** A name made of the beginning of a text. */
    static String title(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= NAME_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, NAME_LENGTH)) + "…";
    }

    List<String> audiences() {
        return segments == null ? List.of() : segments;
    }

    /** What was asked for, with options as JSON values. */
    CreativeOrder order(Map<String, Object> checkedOptions) {
        return new CreativeOrder(
                text(prompt).strip(),
                text(audience).strip(),
                audiences(),
                text(tone).strip(),
                text(style).strip(),
                locale == null ? "en-US" : Locale.forLanguageTag(locale).toLanguageTag(),
                formatIds(),
                variants(),
                references(),
                checkedOptions,
                Optional.empty());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
