package com.adgenius.host.server.creative;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why somebody rejects, and what they saw. */
record RejectionInput(
        @Schema(
                description = "Why, for those who make it.",
                maxLength = 2_000,
                example = "The second headline promises a discount that there is not.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String reason,

        @Schema(
                description = "The content_hash of the creative as you saw it; not needed with If-Match.",
                maxLength = 64)
        @Nullable
        String contentHash)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations.text(reason, "reason", 2_000).plain(reason, "reason").atMost(contentHash, "content_hash", 64);
    }
}
