package com.adgenius.host.server.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Role;
import java.util.List;

/** An owner takes away all that the tenant has. */
public final class ExportRoutes implements Routes {

    private static final String TAG = "Exports";
    private static final String LIST = "/tenant/exports";
    private static final String ONE = LIST + "/{id}";

    private final TenantExports exports;

    /** The routes over these exports. */
    public ExportRoutes(TenantExports exports) {
        this.exports = requireNonNull(exports, "exports is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post(LIST)
                        .says(
                                TAG,
                                "Ask for an export: every collection of your tenant as JSON Lines, its media, and a"
                                        + " manifest with the SHA-256 of each file. Passwords, tokens and secrets are"
                                        + " left out.")
                        .access(Access.member(Role.OWNER))
                        .answers(202, "The export, which is made in the background.", ExportView.class)
                        .problems(ProblemCode.CONFLICT, ProblemCode.RATE_LIMITED)
                        .idempotent()
                        .handledBy(this::request),
                Route.get(LIST)
                        .says(TAG, "List the exports, the newest first. Each is kept for seven days.")
                        .access(Access.member(Role.OWNER))
                        .paged()
                        .answers(200, "One page.", Types.page(ExportView.class))
                        .handledBy(this::page),
                Route.get(ONE)
                        .says(TAG, "Read an export, and how far it is.")
                        .access(Access.member(Role.OWNER))
                        .answers(200, "The export.", ExportView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> Answer.ok(view(exports, exports.required(call.path("id"))))),
                Route.get(ONE + "/content")
                        .says(TAG, "Fetch an export's zip, whole or in part.")
                        .access(Access.member(Role.OWNER))
                        .header("Range", false, "A single range of bytes, for instance bytes=1000-.")
                        .header("If-Range", false, "The ETag for which the range is meant.")
                        .header("If-None-Match", false, "ETags that the caller has.")
                        .answersBytes(200, "The zip.", "application/zip")
                        .answersBytes(206, "The part that was asked for.", "application/zip")
                        .answersNothing(304, "The caller has it.")
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT, ProblemCode.RANGE_NOT_SATISFIABLE)
                        .handledBy(call -> exports.content(exports.required(call.path("id")))
                                .to(call)));
    }

    private Answer request(Call call) {
        return accepted(exports, exports.request(call.principal()), LIST);
    }

    private Answer page(Call call) {
        return page(exports, call, LIST);
    }

    static Answer accepted(TenantExports exports, TenantExport export, String list) {
        return Answer.json(202, view(exports, export)).header("Location", Route.API + list + "/" + export.id());
    }

    static Answer page(TenantExports exports, Call call, String list) {
        List<ExportView> results = exports.page(call.page()).stream()
                .map(export -> view(exports, export))
                .toList();
        return Answer.ok(Page.of(call, Route.API + list, exports.count(), results));
    }

    static ExportView view(TenantExports exports, TenantExport export) {
        return ExportView.of(export, exports.keptUntil(export));
    }
}
