package com.adgenius.host.server.creative;

import com.adgenius.host.server.context.ModelUse;
import com.adgenius.host.server.creative.CreativeBody.PriceBody;
import com.adgenius.plugin.PromptTemplate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a creative was asked for, and by what it was made. */
@Schema(name = "Generation")
record GenerationBody(
        @Schema(description = "What you asked for.") String prompt,

        @Schema(description = "What the variation was to change; null unless it is one.", nullable = true)
        Optional<String> instruction,

        @Schema(description = "What the model was asked; null unless it is ready.", nullable = true)
        Optional<String> engineeredPrompt,

        @Schema(description = "The templates that the prompt was made from.")
        List<TemplateBody> templates,

        String generator,
        @Schema(nullable = true) Optional<String> generatorVersion,

        @Schema(description = "The model that answered.", nullable = true)
        Optional<String> model,

        @Schema(description = "What the model was given beside the prompt.")
        Map<String, Object> parameters,

        @Schema(
                description =
                        "The seed that the model was given; where there are several segments, each further one adds 1. Null where the model chose.",
                nullable = true)
        Optional<Long> seed,

        @Schema(description = "What each call to a model used, and who answered it.")
        List<UsageBody> usage,

        @Schema(description = "What it costs; null where nothing is charged.", nullable = true)
        Optional<PriceBody> price) {

    GenerationBody {
        templates = List.copyOf(templates);
        usage = List.copyOf(usage);
    }

    static GenerationBody of(Creative creative) {
        Optional<Creative.Result> result = creative.result();
        Map<String, Object> parameters =
                result.map(Creative.Result::parameters).orElse(creative.order().options());
        return new GenerationBody(
                creative.order().prompt(),
                creative.order().parent().map(Parent::instruction),
                result.map(Creative.Result::engineeredPrompt),
                result.stream()
                        .flatMap(made -> made.templates().stream())
                        .map(TemplateBody::of)
                        .toList(),
                creative.generator(),
                creative.generatorVersion(),
                result.map(Creative.Result::model),
                parameters,
                parameters.get("seed") instanceof BigDecimal seed ? Optional.of(seed.longValue()) : Optional.empty(),
                result.stream()
                        .flatMap(made -> made.usage().stream())
                        .map(UsageBody::of)
                        .toList(),
                creative.price().map(PriceBody::of));
    }

    @Schema(name = "PromptTemplate")
    record TemplateBody(
            String id,

            @Schema(description = "Another text is another version.")
            String version) {

        static TemplateBody of(PromptTemplate template) {
            return new TemplateBody(template.id(), template.version());
        }
    }

    @Schema(name = "ModelUsage")
    record UsageBody(
            @Schema(description = "The plugin that answered; null where that was not noted.", nullable = true)
            Optional<String> provider,

            @Schema(description = "The version of that plugin.", nullable = true)
            Optional<String> providerVersion,

            String model,

            @Schema(
                    description =
                            "Whether a provider that comes before it in your order failed, or was left alone because it had.")
            boolean afterFallback,

            @Schema(description = "By unit, for instance output_tokens or images.")
            Map<String, Long> quantities) {

        static UsageBody of(ModelUse use) {
            MakerBody maker = MakerBody.of(use);
            return new UsageBody(
                    maker.provider(),
                    maker.providerVersion(),
                    maker.model(),
                    maker.afterFallback(),
                    use.usage().quantities());
        }
    }
}
