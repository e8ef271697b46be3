package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for, valid by the generator's formats and schema.
 *
 * @param prompt the user's words
 * @param audience whom it addresses; empty for the brand's
 * @param segments audience segments
 * @param tone words for the tone; empty for the brand's voice
 * @param style words for the visual style
 * @param locale a BCP 47 language tag
 * @param formats ids of the formats wanted
 * @param count variants wanted of each format
 * @param referenceIds the tenant's assets to go by
 * @param options JSON values by the generator's schema
 * @param parent what it varies; empty where it varies nothing
 */
public record CreativeOrder(
        String prompt,
        String audience,
        List<String> segments,
        String tone,
        String style,
        String locale,
        List<String> formats,
        int count,
        List<String> referenceIds,
        Map<String, Object> options,
        Optional<Parent> parent) {

    public CreativeOrder {
        requireNonNull(prompt, "prompt is null");
        requireNonNull(audience, "audience is null");
        requireNonNull(tone, "tone is null");
        requireNonNull(style, "style is null");
        requireNonNull(locale, "locale is null");
        requireNonNull(parent, "parent is null");
        segments = List.copyOf(segments);
        formats = List.copyOf(formats);
        referenceIds = List.copyOf(referenceIds);
        options = JsonValues.copyOf(options);
    }

    /** The same asked for as a variation. */
    CreativeOrder varying(Parent creative) {
        return new CreativeOrder(
                prompt,
                audience,
                segments,
                tone,
                style,
                locale,
                formats,
                count,
                referenceIds,
                options,
                Optional.of(creative));
    }

    /** The segment that a variant addresses, where each segment has a set of its own; empty where none is. */
    Optional<String> segment(int variant, int variants) {
        return !segments.isEmpty() && variants == count * segments.size()
                ? Optional.of(segments.get((variant - 1) / count))
                : Optional.empty();
    }
}
