package com.adgenius.host.server.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Handler;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.tenant.Tenants;
import java.util.List;
import java.util.Map;

/**
 * What an administrator of the platform may do with a tenant's exports: have one made, so that the tenant can be deleted,
 * and fetch one while the tenant is closed. What an open tenant has is not the administrator's to read.
 */
public final class AdminExportRoutes implements Routes {

    private static final String TAG = "Exports";
    private static final String LIST = "/admin/tenants/{tenant}/exports";
    private static final String ONE = LIST + "/{id}";

    private final TenantExports exports;
    private final Tenants tenants;
    private final AuditLog audit;

    /** The routes over these exports. */
    public AdminExportRoutes(TenantExports exports, Tenants tenants, AuditLog audit) {
        this.exports = requireNonNull(exports, "exports is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.audit = requireNonNull(audit, "audit is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post(LIST)
                        .says(TAG, "Ask for an export of a tenant, for instance one that is suspended.")
                        .access(Access.platformAdministrator())
                        .answers(202, "The export, which is made in the background.", ExportView.class)
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT, ProblemCode.RATE_LIMITED)
                        .idempotent()
                        .handledBy(inTenant(this::request)),
                Route.get(LIST)
                        .says(TAG, "List a tenant's exports, the newest first.")
                        .access(Access.platformAdministrator())
                        .paged()
                        .answers(200, "One page.", Types.page(ExportView.class))
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(inTenant(call -> ExportRoutes.page(exports, call, list(call)))),
                Route.get(ONE)
                        .says(TAG, "Read an export of a tenant, and how far it is.")
                        .access(Access.platformAdministrator())
                        .answers(200, "The export.", ExportView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(inTenant(
                                call -> Answer.ok(ExportRoutes.view(exports, exports.required(call.path("id")))))),
                Route.get(ONE + "/content")
                        .says(
                                TAG,
                                "Fetch the zip of an export, whole or in part, of a tenant that is closed for its"
                                        + " deletion. Each request is audited.")
                        .access(Access.platformAdministrator())
                        .header("Range", false, "A single range of bytes, for instance bytes=1000-.")
                        .header("If-Range", false, "The ETag for which the range is meant.")
                        .header("If-None-Match", false, "ETags that the caller has.")
                        .answersBytes(200, "The zip.", "application/zip")
                        .answersBytes(206, "The part that was asked for.", "application/zip")
                        .answersNothing(304, "The caller has it.")
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT, ProblemCode.RANGE_NOT_SATISFIABLE)
                        .handledBy(inTenant(this::content)));
    }

    private Handler inTenant(Handler handler) {
        return call -> {
            String slug = call.path("tenant");
            Tenant tenant = tenants.find(slug).orElseThrow(() -> ProblemException.notFound("tenant", slug));
            return TenantScope.call(tenant, () -> handler.handle(call));
        };
    }

    private static String list(Call call) {
        return LIST.replace("{tenant}", call.path("tenant"));
    }

    private Answer request(Call call) {
        TenantExport export = exports.request(call.principal());
        note(call, "tenant.export_requested", export.id());
        return ExportRoutes.accepted(exports, export, list(call));
    }

    private Answer content(Call call) {
        TenantExport export = exports.required(call.path("id"));
        if (tenants.closedUntil(export.tenant()).isEmpty()) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "Only the export of a tenant that is closed for its deletion can be fetched here; the owner of tenant \""
                            + export.tenant() + "\" can fetch it now.");
        }
        note(call, "tenant.export_fetched", export.id());
        return exports.content(export).to(call);
    }

    private void note(Call call, String action, String export) {
        audit.record(call.asking(), action, TenantScope.current().slug(), Map.of("export", export));
    }
}
