package com.adgenius.host.server.search;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.search.CreativeSource.Known;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A creative that was found, as the API shows it; {@code /creatives/{id}} has all of it. */
record FoundBody(
        String id,
        String name,
        String campaignId,

        @Schema(allowableValues = {"text", "image", "video"})
        String kind,

        String prompt,
        String locale,
        List<String> tags,
        Instant createdAt,

        @Schema(description = "How it did, 0 to 1; null where that is not known.", nullable = true)
        Optional<Double> performanceScore,

        @Schema(description = "The higher the better; comparable within one answer alone.")
        double score) {

    static FoundBody of(Known known, double score) {
        Creative creative = known.creative();
        return new FoundBody(
                creative.id(),
                creative.name(),
                creative.campaignId(),
                creative.kind().value(),
                creative.order().prompt(),
                creative.order().locale(),
                creative.tags(),
                creative.times().createdAt(),
                known.score(),
                score);
    }
}
