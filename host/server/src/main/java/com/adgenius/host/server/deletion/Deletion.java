package com.adgenius.host.server.deletion;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * How a tenant ends.
 *
 * @param id unique
 * @param tenant the tenant's slug
 * @param state where it stands
 * @param requestedAt when it was asked for
 * @param finalAt from when on the tenant is erased
 * @param exportId the export that the tenant took away; gone with the tenant
 * @param done the steps of the erasure that are done
 * @param erasedAt when the last was
 */
record Deletion(
        String id,
        String tenant,
        DeletionState state,
        Instant requestedAt,
        Instant finalAt,
        Optional<String> exportId,
        List<String> done,
        Optional<Instant> erasedAt) {

    Deletion {
        requireNonNull(id, "id is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(state, "state is null");
        requireNonNull(requestedAt, "requestedAt is null");
        requireNonNull(finalAt, "finalAt is null");
        requireNonNull(exportId, "exportId is null");
        requireNonNull(erasedAt, "erasedAt is null");
        done = List.copyOf(done);
    }

    static Deletion of(String tenant, Document document) {
        return new Deletion(
                document.getString("id"),
                tenant,
                DeletionState.of(document.getString("state")),
                document.getDate("requested_at").toInstant(),
                document.getDate("final_at").toInstant(),
                Optional.ofNullable(document.getString("export_id")),
                document.getList("done", String.class, List.of()),
                Optional.ofNullable(document.getDate("erased_at")).map(date -> date.toInstant()));
    }
}
