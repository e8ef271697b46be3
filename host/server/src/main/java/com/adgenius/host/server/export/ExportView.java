package com.adgenius.host.server.export;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** An export, as the API shows it. */
@Schema(name = "Export", description = "All that a tenant has, as one zip to take away.")
record ExportView(
        String id,

        @Schema(
                allowableValues = {"queued", "running", "ready", "failed"},
                example = "ready")
        String state,

        @Schema(description = "Who asked for it: a user's id.")
        String requestedBy,

        Instant requestedAt,

        ProgressView progress,

        @Schema(description = "When it was ready or had failed; null before.", nullable = true)
        Optional<Instant> finishedAt,

        @Schema(description = "Until when it can be fetched; null while it is made.", nullable = true)
        Optional<Instant> keptUntil,

        @Schema(description = "Of the zip, in bytes; null until it is ready.", nullable = true)
        Optional<Long> size,

        @Schema(description = "Of the zip, in hexadecimal; null until it is ready.", nullable = true)
        Optional<String> sha256,

        @Schema(description = "Why it failed; null otherwise.", nullable = true)
        Optional<ProblemView> problem) {

    static ExportView of(TenantExport export, Optional<Instant> keptUntil) {
        TenantExport.Progress progress = export.progress();
        return new ExportView(
                export.id(),
                export.state().value(),
                export.requestedBy().userId(),
                export.requestedAt(),
                new ProgressView(
                        progress.documents(),
                        progress.media(),
                        progress.bytes(),
                        export.state() == ExportState.READY ? 1 : progress.fraction()),
                export.finishedAt(),
                keptUntil,
                export.file().map(TenantExport.File::size),
                export.file().map(TenantExport.File::sha256),
                export.problem().map(problem -> new ProblemView(problem.code(), problem.detail())));
    }

    /** How far it is. */
    @Schema(name = "ExportProgress")
    record ProgressView(
            @Schema(description = "Lines written.") long documents,

            @Schema(description = "Media files written.") long media,

            @Schema(description = "Bytes written, before they were compressed.")
            long bytes,

            @Schema(description = "0 to 1, of what there seemed to be at the beginning.", example = "0.4")
            double fraction) {}

    /** Why there is nothing. */
    @Schema(name = "ExportProblem")
    record ProblemView(@Schema(example = "too_many_files") String code, String detail) {}
}
