package com.adgenius.host.server.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** What came of recomputing a chain. */
record AuditVerification(
        @Schema(description = "How many entries are intact, from the first on.", example = "42")
        long entries,

        @Schema(
                description = "The hash of the last intact entry. Keep it: a later export whose entry of that sequence"
                        + " has another hash was rewritten.")
        String head,

        @Schema(description = "The first entry that is not as it was written; null where all are.", nullable = true)
        Optional<Broken> broken) {

    @Schema(name = "BrokenAuditEntry")
    record Broken(
            @Schema(description = "Its place in the chain.") long sequence,

            @Schema(description = "Its id; empty where it is missing.")
            String id,

            @Schema(description = "What is wrong with it.", example = "was changed: its hash is another")
            String fault) {}
}
