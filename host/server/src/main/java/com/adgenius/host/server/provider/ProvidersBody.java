package com.adgenius.host.server.provider;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A tenant's model providers, each list in the order in which they are asked. */
@Schema(name = "Providers")
record ProvidersBody(
        @Schema(description = "Providers of language.") List<ProviderBody> text,

        @Schema(description = "Providers of pictures.") List<ProviderBody> image,

        @Schema(description = "Providers of videos.") List<ProviderBody> video,

        @Schema(description = "Providers of embeddings; the first that is set up serves alone.")
        List<ProviderBody> embedding) {

    ProvidersBody {
        text = List.copyOf(text);
        image = List.copyOf(image);
        video = List.copyOf(video);
        embedding = List.copyOf(embedding);
    }

    /** One provider, as this node sees it. */
    @Schema(name = "Provider")
    record ProviderBody(
            @Schema(description = "The plugin.", example = "model-openai")
            String id,

            @Schema(description = "The version that serves your tenant on this node.", nullable = true)
            Optional<String> version,

            @Schema(description = "Whether your order names it; the others follow those, by id.")
            boolean named,

            @Schema(
                    description = "serves, or why it does not: off is switched off, by you or by the platform;"
                            + " not_configured lacks settings; circuit_open failed repeatedly and is left alone for a"
                            + " while; not_loaded is on, but not loaded on this node.",
                    allowableValues = {"serves", "off", "not_configured", "circuit_open", "not_loaded"})
            String status,

            @Schema(description = "Why it does not serve, in words; null where it does.", nullable = true)
            Optional<String> reason,

            @Schema(description = "Until when it is left alone; null unless it is.", nullable = true)
            Optional<Instant> until) {}
}
