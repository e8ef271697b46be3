package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * What a creative is about, in the user's words. Every text in it is data from outside, never an instruction to a model:
 * a generator delimits it when it builds a prompt.
 *
 * @param prompt what the user asked for, not empty
 * @param audience whom the creative addresses; empty for the brand's audience
 * @param segments audience segments, each to be addressed; empty for none
 * @param tone words for the tone; empty for the brand's voice
 * @param style words for the visual style; empty for the generator's choice
 * @param locale the language and country to write for
 * @param brand the tenant's brand
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record Brief(
        String prompt, String audience, List<String> segments, String tone, String style, Locale locale, Brand brand) {

    public Brief {
        requireNonNull(prompt, "prompt is null");
        requireNonNull(audience, "audience is null");
        requireNonNull(tone, "tone is null");
        requireNonNull(style, "style is null");
        requireNonNull(locale, "locale is null");
        requireNonNull(brand, "brand is null");
        segments = List.copyOf(segments);
    }

    /** The same brief for each of its segments alone, in their order; the brief itself where it names none. */
    public List<Brief> bySegment() {
        return segments.isEmpty()
                ? List.of(this)
                : segments.stream()
                        .map(segment -> new Brief(prompt, audience, List.of(segment), tone, style, locale, brand))
                        .toList();
    }
}
