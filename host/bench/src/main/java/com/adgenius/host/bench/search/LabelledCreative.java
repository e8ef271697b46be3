package com.adgenius.host.bench.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A creative of the labelled set.
 *
 * @param kind {@code text}, {@code image} or {@code video}
 * @param language of all its text
 * @param prompt what it was asked for with
 * @param copy its text by part: headline, body and call to action, an alt text, or a description of the scene
 */
public record LabelledCreative(
        UUID id,
        String kind,
        String language,
        String campaign,
        String prompt,
        Map<String, String> copy,
        List<String> tags,
        Instant createdAt,
        double performanceScore) {

    /** All its words: campaign, prompt, copy and tags. */
    public String text() {
        return Stream.of(Stream.of(campaign, prompt), copy.values().stream(), tags.stream())
                .flatMap(words -> words)
                .collect(Collectors.joining("\n"));
    }
}
