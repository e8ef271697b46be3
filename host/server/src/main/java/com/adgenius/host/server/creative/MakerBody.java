package com.adgenius.host.server.creative;

import com.adgenius.host.server.context.ModelUse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The provider and the model that answered. */
@Schema(name = "ServedBy")
record MakerBody(
        @Schema(description = "The plugin; null where that was not noted.", example = "model-openai", nullable = true)
        Optional<String> provider,

        @Schema(description = "The version of that plugin.", example = "1.0.0", nullable = true)
        Optional<String> providerVersion,

        @Schema(description = "As the provider names it.", example = "llama3.2")
        String model,

        @Schema(
                description =
                        "Whether a provider that comes before it in your order failed, or was left alone because it had.")
        boolean afterFallback) {

    static MakerBody of(ModelUse use) {
        return new MakerBody(
                named(use.provider()), named(use.version()), use.usage().model(), use.afterFallback());
    }

    /** Each of them once, the first to answer first. */
    static List<MakerBody> of(Creative creative) {
        List<ModelUse> makers = new ArrayList<>();
        creative.result().ifPresent(result -> {
            for (ModelUse use : result.usage()) {
                if (makers.stream().noneMatch(use::sameMaker)) {
                    makers.add(use);
                }
            }
        });
        return makers.stream().map(MakerBody::of).toList();
    }

    private static Optional<String> named(String text) {
        return Optional.of(text).filter(name -> !name.isEmpty());
    }
}
