package com.adgenius.host.server.deletion;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That a tenant is meant to go, and that its data were taken away. */
@Schema(description = "That the tenant is meant to go, and that its data were taken away.")
record DeletionRequest(
        @Schema(
                description = "The tenant's id, typed again.",
                example = "acme",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String confirm,

        @Schema(
                description = "An export that became ready within the last 24 hours.",
                example = "0198c0de-0000-7000-8000-000000000000",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String exportId)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations.atMost(confirm, "confirm", 40).atMost(exportId, "export_id", 40);
    }
}
