package com.adgenius.host.server.creative;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody who approves saw. */
record ApprovalInput(
        @Schema(
                description = "The content_hash of the creative as you saw it; not needed with If-Match.",
                maxLength = 64)
        @Nullable
        String contentHash)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations.atMost(contentHash, "content_hash", 64);
    }
}
