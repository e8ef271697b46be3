package com.adgenius.host.server.audit;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The tenant's audit as a whole: to take away, and to prove that nobody rewrote it. */
public final class AuditExportRoutes implements Routes {

    private static final String TAG = "Audit";
    private static final String LINES = "application/x-ndjson";

    private final AuditLog audit;

    /** The routes over that audit. */
    public AuditExportRoutes(AuditLog audit) {
        this.audit = requireNonNull(audit, "audit is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/tenant/audit/export")
                        .says(
                                TAG,
                                "Take all of your tenant's audit away, one JSON object a line, the oldest first. Each"
                                        + " line's hash is the SHA-256 of the line without it, and its previous is the"
                                        + " hash of the line before.")
                        .access(Access.member(Role.ADMIN))
                        .answersBytes(200, "The entries.", LINES)
                        .handledBy(_ -> Answer.stream(200, LINES, this::export)
                                .header("Content-Disposition", "attachment; filename=\"audit.ndjson\"")),
                Route.get("/tenant/audit/verification")
                        .says(
                                TAG,
                                "Recompute the hashes of your tenant's audit, and name the first entry that was"
                                        + " changed or is missing.")
                        .access(Access.member(Role.ADMIN))
                        .answers(200, "How far the audit is intact.", AuditVerification.class)
                        .handledBy(_ ->
                                Answer.ok(audit.verify(TenantScope.current().slug()))));
    }

    private void export(OutputStream output) throws IOException {
        audit.export(TenantScope.current().slug(), output);
    }
}
