package com.adgenius.host.server.creative;

import com.adgenius.host.server.creative.CreativeBody.PriceBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** The answer to a request for a creative. */
record CreativeAccepted(String id, String status, EstimateBody estimate) {

    record EstimateBody(
            @Schema(
                    description =
                            "Half of such creatives are ready after that many seconds, the wait for a worker included; null"
                                    + " where nothing is known.",
                    nullable = true)
            Optional<Double> secondsP50,

            @Schema(
                    description = "Nine of ten are ready after that many seconds; null where nothing is known.",
                    nullable = true)
            Optional<Double> secondsP90,

            @Schema(description = "The jobs that workers take before this one.")
            int jobsAhead,

            @Schema(
                    description =
                            "Whose history of this generator that is: tenant for your own, or platform, where your tenant"
                                    + " has too few creatives; null where there is none.",
                    nullable = true)
            Optional<String> basis,

            @Schema(description = "How many creatives that history has.")
            int samples,

            @Schema(description = "Null where nothing is charged.", nullable = true)
            Optional<PriceBody> price) {}

    static CreativeAccepted of(Creatives.Asked asked) {
        Creative creative = asked.creative();
        Estimate estimate = asked.estimate();
        return new CreativeAccepted(
                creative.id(),
                creative.status().value(),
                new EstimateBody(
                        estimate.secondsP50(),
                        estimate.secondsP90(),
                        estimate.jobsAhead().orElse(0),
                        estimate.basis().map(Estimate.Basis::value),
                        estimate.samples(),
                        creative.price().map(PriceBody::of)));
    }
}
