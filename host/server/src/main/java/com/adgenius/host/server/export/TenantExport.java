package com.adgenius.host.server.export;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * An export of a tenant.
 *
 * @param id a UUIDv7
 * @param tenant the tenant's slug
 * @param state where it stands
 * @param requestedBy who asked for it
 * @param requestedAt when
 * @param progress how far it is
 * @param finishedAt when it was ready or had failed
 * @param file what was made
 * @param problem why there is none
 */
public record TenantExport(
        String id,
        String tenant,
        ExportState state,
        Requester requestedBy,
        Instant requestedAt,
        Progress progress,
        Optional<Instant> finishedAt,
        Optional<File> file,
        Optional<Problem> problem) {

    public TenantExport {
        requireNonNull(id, "id is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(state, "state is null");
        requireNonNull(requestedBy, "requestedBy is null");
        requireNonNull(requestedAt, "requestedAt is null");
        requireNonNull(progress, "progress is null");
        requireNonNull(finishedAt, "finishedAt is null");
        requireNonNull(file, "file is null");
        requireNonNull(problem, "problem is null");
    }

    /** Who asked for it. */
    public record Requester(String userId, String email) {}

    /**
     * How far it is.
     *
     * @param documents lines written
     * @param media media files written
     * @param bytes written before they were compressed
     * @param total documents and media files that there seemed to be at the beginning
     */
    public record Progress(long documents, long media, long bytes, long total) {

        static final Progress NONE = new Progress(0, 0, 0, 0);

        double fraction() {
            return total == 0 ? 0 : Math.min(0.99, (double) (documents + media) / total);
        }
    }

    /**
     * What was made.
     *
     * @param id of the file in the tenant's database
     * @param size in bytes
     * @param sha256 of its bytes, in lower-case hexadecimal
     */
    public record File(String id, long size, String sha256) {}

    /** Why there is nothing. */
    public record Problem(String code, String detail) {}
}
