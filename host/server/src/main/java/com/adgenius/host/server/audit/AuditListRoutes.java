package com.adgenius.host.server.audit;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.Query;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The audit a page at a time: a tenant's for its administrators, and the platform's for its own. */
public final class AuditListRoutes implements Routes {

    private static final String TAG = "Audit";
    private static final String TENANTS = "/tenant/audit";
    private static final String PLATFORMS = "/admin/audit";

    private final AuditLog audit;

    /** The routes over that audit. */
    public AuditListRoutes(AuditLog audit) {
        this.audit = requireNonNull(audit, "audit is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                filtered(Route.get(TENANTS)
                                .says(TAG, "List what was changed in your tenant, the newest first.")
                                .access(Access.member(Role.ADMIN)))
                        .handledBy(call ->
                                page(call, TENANTS, TenantScope.current().slug(), "")),
                filtered(Route.get(PLATFORMS)
                                .says(TAG, "List what was changed on the platform, or in one tenant, the newest first.")
                                .access(Access.platformAdministrator())
                                .query("tenant", "string", "The tenant's id; without one the platform's own changes."))
                        .handledBy(call ->
                                page(call, PLATFORMS, call.query("tenant").orElse(""), "tenant")));
    }

    private static Route.Builder filtered(Route.Builder route) {
        return route.query("action", "string", "With exactly this action, for instance member.removed.")
                .query("actor", "string", "By this user, by id or e-mail.")
                .query("subject", "string", "About exactly this, for instance campaign/0198….")
                .paged("sequence")
                .answers(200, "One page of entries.", Types.page(Entry.class));
    }

    private Answer page(Call call, String path, String chain, String own) {
        PageRequest page = call.page();
        if (!page.field().isEmpty() && !page.field().equals("sequence")) {
            throw page.unknownField();
        }
        AuditSearch.Filter filter =
                new AuditSearch.Filter(chain, call.query("action"), call.query("actor"), call.query("subject"));
        String query = own.isEmpty()
                ? Query.of(call, "action", "actor", "subject")
                : Query.of(call, own, "action", "actor", "subject");
        return Answer.ok(Page.of(
                call,
                Route.API + path + query,
                audit.search().count(filter),
                audit.search().page(filter, page).stream().map(Entry::of).toList()));
    }

    @Schema(name = "AuditEntry", description = "A change, as the audit holds it.")
    record Entry(
            String id,

            @Schema(description = "Its place in the chain, from 1.", example = "1")
            long sequence,

            Instant at,
            @Schema(description = "Who changed it.") String actorId,

            @Schema(description = "The actor's address; empty where it was the host itself.")
            String actorEmail,

            @Schema(example = "member.removed") String action,

            @Schema(example = "member/0198c0de-0000-7000-8000-000000000000")
            String subject,

            @Schema(description = "What else there is to know, for instance the address and the request.")
            Map<String, String> details,

            @Schema(description = "The SHA-256 of the entry and the hash of the one before.")
            String hash) {

        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.id(),
                    entry.sequence(),
                    entry.at(),
                    entry.actorId(),
                    entry.actorEmail(),
                    entry.action(),
                    entry.subject(),
                    entry.details(),
                    entry.hash());
        }
    }
}
