package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * One request for creatives, valid by the generator's own schema and formats.
 *
 * @param id the creative's id; the same after a crash
 * @param brief what it is about
 * @param formats ids of the generator's formats, at least one
 * @param count variants wanted of each format, 1 to 10
 * @param references pictures to go by
 * @param options JSON values by {@link CreativeGenerator#optionsSchema}: {@code Map, List, String, BigDecimal, Boolean}
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record GenerationRequest(
        String id, Brief brief, List<String> formats, int count, List<Blob> references, Map<String, Object> options) {

    public GenerationRequest {
        requireNonNull(id, "id is null");
        requireNonNull(brief, "brief is null");
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
}
