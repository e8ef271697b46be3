package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What a call to a model used, for metering.
 *
 * @param model the model that answered, as the provider names it
 * @param quantities by unit, for instance {@code input_tokens}, {@code output_tokens}, {@code images}, {@code seconds}
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record ModelUsage(String model, Map<String, Long> quantities) {

    public ModelUsage {
        requireNonNull(model, "model is null");
        quantities = Map.copyOf(quantities);
    }
}
