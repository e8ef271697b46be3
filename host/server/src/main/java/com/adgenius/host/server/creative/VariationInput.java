package com.adgenius.host.server.creative;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request for a variation. */
record VariationInput(
        @Schema(
                description = "What is to be another, in your own words; the brief stays as it is.",
                maxLength = 2_000,
                example = "Shorter headlines, and say that it is made in Portugal.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String instruction)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations.text(instruction, "instruction", 2_000);
    }

    String words() {
        return instruction == null ? "" : instruction.strip();
    }
}
