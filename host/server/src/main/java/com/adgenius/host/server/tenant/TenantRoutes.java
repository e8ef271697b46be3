package com.adgenius.host.server.tenant;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import com.mongodb.client.model.Sorts;
import java.util.List;
import org.bson.conversions.Bson;

/** The routes about tenants: for their members one, for the platform's administrators the rest. */
public final class TenantRoutes implements Routes {

    private static final String TAG = "Tenants";
    private static final String LIST = "/admin/tenants";
    private static final String ONE = LIST + "/{tenant}";

    private final Tenants tenants;
    private final TenantAdministration administration;
    private final TenantSuspension suspension;

    /** The routes over these tenants. */
    public TenantRoutes(Tenants tenants, TenantAdministration administration, TenantSuspension suspension) {
        this.tenants = requireNonNull(tenants, "tenants is null");
        this.administration = requireNonNull(administration, "administration is null");
        this.suspension = requireNonNull(suspension, "suspension is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/tenant")
                        .says(TAG, "Read the tenant that you work in.")
                        .access(Access.member(Role.CLIENT))
                        .answers(200, "The tenant, with an ETag.", TenantView.class)
                        .handledBy(_ -> shown(stored(TenantScope.current().slug()))),
                Route.patch("/tenant")
                        .says(TAG, "Change the settings of the tenant that you work in.")
                        .access(Access.member(Role.ADMIN))
                        .accepts(TenantPatch.class)
                        .header("If-Match", true, "The ETag that was read.")
                        .answers(200, "The tenant, with its new ETag.", TenantView.class)
                        .problems(ProblemCode.STALE, ProblemCode.PRECONDITION_REQUIRED)
                        .handledBy(call -> shown(administration.change(
                                TenantScope.current().slug(),
                                call.ifMatch(),
                                call.body(TenantPatch.class),
                                call.asking()))),
                Route.get(LIST)
                        .says(TAG, "List all tenants.")
                        .access(Access.platformAdministrator())
                        .paged("slug", "name", "created_on")
                        .answers(200, "One page of tenants.", Types.page(TenantView.class))
                        .handledBy(this::list),
                Route.post(LIST)
                        .says(TAG, "Make a tenant with its first owner.")
                        .access(Access.platformAdministrator())
                        .accepts(NewTenant.class)
                        .answers(201, "The tenant.", TenantView.class)
                        .problems(ProblemCode.ALREADY_EXISTS)
                        .idempotent()
                        .handledBy(this::create),
                Route.get(ONE)
                        .says(TAG, "Read a tenant.")
                        .access(Access.platformAdministrator())
                        .answers(200, "The tenant, with an ETag.", TenantView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> shown(stored(call.path("tenant")))),
                Route.patch(ONE)
                        .says(
                                TAG,
                                "Change a tenant's name or plan, suspend it or let it in again. A suspended tenant's"
                                        + " sessions end, its members are answered 403, and its jobs wait.")
                        .access(Access.platformAdministrator())
                        .accepts(TenantChange.class)
                        .header("If-Match", true, "The ETag that was read.")
                        .answers(200, "The tenant, with its new ETag.", TenantView.class)
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.STALE, ProblemCode.PRECONDITION_REQUIRED)
                        .handledBy(this::change));
    }

    private Answer list(Call call) {
        List<TenantView> page = tenants.page(call.page(), sort(call.page())).stream()
                .map(TenantView::of)
                .toList();
        return Answer.ok(Page.of(call, Route.API + LIST, tenants.count(), page));
    }

    private static Bson sort(PageRequest page) {
        return switch (page.field()) {
            case "", "slug" -> page.descending() ? Sorts.descending("_id") : Sorts.ascending("_id");
            case "name", "created_on" ->
                page.descending() ? Sorts.descending(page.field()) : Sorts.ascending(page.field());
            default -> throw page.unknownField();
        };
    }

    private Answer create(Call call) throws InterruptedException {
        StoredTenant stored = administration.create(call.body(NewTenant.class), call.asking());
        String slug = stored.tenant().slug();
        return Answer.created(Route.API + LIST + "/" + slug, TenantView.of(stored))
                .revision(stored.revision());
    }

    private StoredTenant stored(String slug) {
        return tenants.stored(slug).orElseThrow(() -> ProblemException.notFound("tenant", slug));
    }

    private static Answer shown(StoredTenant stored) {
        return Answer.ok(TenantView.of(stored)).revision(stored.revision());
    }

    private Answer change(Call call) {
        TenantChange change = call.body(TenantChange.class);
        StoredTenant stored = administration.change(call.path("tenant"), call.ifMatch(), change, call.asking());
        suspension.changed(stored.tenant().slug());
        return shown(stored);
    }
}
