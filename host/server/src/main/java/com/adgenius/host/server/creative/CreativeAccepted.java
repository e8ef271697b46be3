package com.adgenius.host.server.creative;

import com.adgenius.host.server.creative.CreativeBody.PriceBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** The answer to a request for a creative. */
record CreativeAccepted(String id, String status, EstimateBody estimate) {

    record EstimateBody(
            @Schema(
                    description =
                            "Half of this generator's last creatives were ready after that many seconds of work; null where nothing is known.",
                    nullable = true)
            Optional<Double> secondsP50,

            @Schema(
                    description = "Nine of ten were ready after that many seconds; null where nothing is known.",
                    nullable = true)
            Optional<Double> secondsP90,

            @Schema(description = "Null where nothing is charged.", nullable = true)
            Optional<PriceBody> price) {}

    static CreativeAccepted of(Creative creative, DurationEstimates.Estimate estimate) {
        return new CreativeAccepted(
                creative.id(),
                creative.status().value(),
                new EstimateBody(
                        estimate.p50(), estimate.p90(), creative.price().map(PriceBody::of)));
    }
}
