package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request for creatives, valid by the generator's own schema and formats.
 *
 * @param id the creative's id; the same after a crash
 * @param brief what it is about
 * @param formats ids of the generator's formats, at least one
 * @param count variants wanted of each format, 1 to 10; of a generator with {@link GeneratorAbility#SEGMENTS} that many
 *     for each segment
 * @param references pictures to go by
 * @param options JSON values by {@link CreativeGenerator#optionsSchema}: {@code Map, List, String, BigDecimal, Boolean}
 * @param variation what it varies; given only to a generator with {@link GeneratorAbility#VARIATIONS}
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record GenerationRequest(
        String id,
        Brief brief,
        List<String> formats,
        int count,
        List<Blob> references,
        Map<String, Object> options,
        Optional<Variation> variation) {

    public GenerationRequest {
        requireNonNull(id, "id is null");
        requireNonNull(brief, "brief is null");
        requireNonNull(variation, "variation is null");
        formats = List.copyOf(formats);
        references = List.copyOf(references);
        options = Map.copyOf(options);
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("formats is empty");
        }
        if (count < 1 || count > 10) {
            throw new IllegalArgumentException("count " + count + " is not 1 to 10");
        }
    }

    /** A request that varies nothing. */
    public GenerationRequest(
            String id,
            Brief brief,
            List<String> formats,
            int count,
            List<Blob> references,
            Map<String, Object> options) {
        this(id, brief, formats, count, references, options, Optional.empty());
    }
}
