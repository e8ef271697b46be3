package com.adgenius.host.server.deletion;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An owner ends the tenant; administrators of the platform end one, and bring it back. */
public final class DeletionRoutes implements Routes {

    private static final String TAG = "Tenants";
    private static final String ONE = "/admin/tenants/{tenant}";
    private static final String RULES = " It takes the tenant's id and a fresh export. The tenant is closed at once and"
            + " erased after 14 days; until then an administrator of the platform can restore it.";

    private final TenantDeletion deletion;
    private final Function<String, Optional<Tenant>> tenants;

    /**
     * The routes over these deletions.
     *
     * @param tenants the tenant of that slug, active or not
     */
    public DeletionRoutes(TenantDeletion deletion, Function<String, Optional<Tenant>> tenants) {
        this.deletion = requireNonNull(deletion, "deletion is null");
        this.tenants = requireNonNull(tenants, "tenants is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.delete("/tenant")
                        .says(TAG, "Delete your tenant." + RULES)
                        .access(Access.member(Role.OWNER).whoSignedIn())
                        .accepts(DeletionRequest.class)
                        .answers(202, "It is closed, and the day from which it is erased.", DeletionView.class)
                        .problems(ProblemCode.CONFLICT)
                        .handledBy(this::request),
                Route.delete(ONE)
                        .says(TAG, "Delete a tenant." + RULES)
                        .access(Access.platformAdministrator())
                        .accepts(DeletionRequest.class)
                        .answers(202, "It is closed, and the day from which it is erased.", DeletionView.class)
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                        .handledBy(call -> TenantScope.call(tenant(call), () -> request(call))),
                Route.get(ONE + "/deletion")
                        .says(TAG, "Read how far the deletion of a tenant is, also after it.")
                        .access(Access.platformAdministrator())
                        .answers(200, "The deletion.", DeletionView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> Answer.ok(DeletionView.of(deletion.find(call.path("tenant"))))),
                Route.post(ONE + "/restore")
                        .says(TAG, "Open a tenant again that is closed for its deletion. Its members sign in anew.")
                        .access(Access.platformAdministrator())
                        .answersNothing(204, "It is open.")
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.CONFLICT)
                        .handledBy(call -> {
                            deletion.restore(call.path("tenant"), call.principal());
                            return Answer.noContent();
                        }));
    }

    private Answer request(Call call) {
        return Answer.json(202, DeletionView.of(deletion.request(call.body(DeletionRequest.class), call.principal())));
    }

    private Tenant tenant(Call call) {
        return tenants.apply(call.path("tenant"))
                .orElseThrow(() -> ProblemException.notFound("tenant", call.path("tenant")));
    }
}
