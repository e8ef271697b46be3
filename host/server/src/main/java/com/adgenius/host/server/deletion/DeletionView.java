package com.adgenius.host.server.deletion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The end of a tenant, as the API shows it. */
@Schema(name = "TenantDeletion", description = "The end of a tenant.")
record DeletionView(
        @Schema(example = "acme") String tenant,

        @Schema(
                description = "Until it is erasing the tenant can be restored.",
                allowableValues = {"closing", "closed", "restoring", "erasing", "erased"},
                example = "closed")
        String state,

        Instant requestedAt,

        @Schema(description = "From then on the tenant is erased, and cannot be restored.")
        Instant finalAt,

        @Schema(description = "The export that was taken away; null when it is gone.", nullable = true)
        Optional<String> exportId,

        @Schema(description = "The steps of the erasure that are done.")
        List<String> done,

        @Schema(description = "When nothing was left; null before.", nullable = true)
        Optional<Instant> erasedAt) {

    DeletionView {
        done = List.copyOf(done);
    }

    static DeletionView of(Deletion deletion) {
        return new DeletionView(
                deletion.tenant(),
                deletion.state().value(),
                deletion.requestedAt(),
                deletion.finalAt(),
                deletion.exportId(),
                deletion.done(),
                deletion.erasedAt());
    }
}
