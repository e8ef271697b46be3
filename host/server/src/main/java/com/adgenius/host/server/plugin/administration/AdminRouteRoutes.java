package com.adgenius.host.server.plugin.administration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.plugin.administration.AdminViews.PluginView;
import com.adgenius.host.server.plugin.administration.AdminViews.RouteAnswer;
import com.adgenius.host.server.plugin.node.Nodes;
import com.adgenius.host.server.plugin.state.DesiredState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which version serves whom, and the platform's switches, for administrators of the platform. */
public final class AdminRouteRoutes implements Routes {

    private static final String TAG = AdminPluginRoutes.TAG;

    private final PluginAdministration administration;
    private final RouteChanges changes;
    private final Nodes nodes;
    private final Predicate<String> tenantExists;

    /**
     * The routes of that administration.
     *
     * @param tenantExists whether there is a tenant of that slug
     */
    public AdminRouteRoutes(
            PluginAdministration administration, RouteChanges changes, Nodes nodes, Predicate<String> tenantExists) {
        this.administration = requireNonNull(administration, "administration is null");
        this.changes = requireNonNull(changes, "changes is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.tenantExists = requireNonNull(tenantExists, "tenantExists is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/admin/plugins/{id}/route")
                        .says(TAG, "Read which version serves whom.")
                        .access(Access.platformAdministrator())
                        .answers(200, "The route, with the state of each node.", RouteAnswer.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> answer(administration.required(call.path("id")))),
                Route.put("/admin/plugins/{id}/route")
                        .says(TAG, "Set which version serves whom: the whole route.")
                        .access(Access.platformAdministrator())
                        .header("If-Match", true, "The ETag of the route that you read.")
                        .accepts(RouteBody.class)
                        .answers(
                                200,
                                "The route, with the state of each node. On this node no later request is served by a"
                                        + " version of the route before.",
                                RouteAnswer.class)
                        .problems(
                                ProblemCode.NOT_FOUND,
                                ProblemCode.PLUGIN_REFUSED,
                                ProblemCode.DRAIN_LIMIT,
                                ProblemCode.CONFLICT,
                                ProblemCode.STALE,
                                ProblemCode.PRECONDITION_REQUIRED)
                        .handledBy(this::route),
                Route.post("/admin/plugins/{id}/rollback")
                        .says(TAG, "Drop the canary, or, where there is none, return to the stable version of before.")
                        .access(Access.platformAdministrator())
                        .answers(200, "The route, with the state of each node.", RouteAnswer.class)
                        .problems(
                                ProblemCode.NOT_FOUND,
                                ProblemCode.PLUGIN_REFUSED,
                                ProblemCode.DRAIN_LIMIT,
                                ProblemCode.CONFLICT,
                                ProblemCode.STALE)
                        .handledBy(call -> answer(changes.rollBack(
                                administration.required(call.path("id")), AdminPluginRoutes.actor(call)))),
                Route.put("/admin/plugins/{id}/enabled")
                        .says(TAG, "Switch a plugin on or off for everybody.")
                        .access(Access.platformAdministrator())
                        .accepts(Enabled.class)
                        .answers(200, "The plugin; the switch is in force on this node.", PluginView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(this::enable),
                Route.put("/admin/plugins/{id}/tenants/{tenant}")
                        .says(TAG, "Allow a plugin for a tenant, forbid it, or leave it to the plugin's default.")
                        .access(Access.platformAdministrator())
                        .accepts(EnabledForTenant.class)
                        .answers(200, "The plugin; the switch is in force on this node.", PluginView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(this::enableForTenant));
    }

    private Answer answer(DesiredState state) {
        return Answer.ok(RouteAnswer.of(state, nodes.all())).revision(state.revision());
    }

    private Answer route(Call call) throws InterruptedException {
        DesiredState before = administration.required(call.path("id"));
        if (before.revision() != call.ifMatch()) {
            throw RouteChanges.stale(before);
        }
        com.adgenius.host.runtime.Route wanted = call.body(RouteBody.class).route();
        requireKnown(before, wanted);
        return answer(changes.route(before, wanted, AdminPluginRoutes.actor(call)));
    }

    private void requireKnown(DesiredState state, com.adgenius.host.runtime.Route wanted) {
        List<FieldError> errors = new ArrayList<>();
        wanted.stable().ifPresent(version -> requireVersion(state, version, "stable", errors));
        wanted.canary().ifPresent(canary -> requireVersion(state, canary.version(), "canary.version", errors));
        wanted.pins().forEach((tenant, version) -> {
            requireVersion(state, version, "pins." + tenant, errors);
            if (!tenantExists.test(tenant)) {
                errors.add(new FieldError("pins." + tenant, "there is no such tenant"));
            }
        });
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw ProblemException.of(ProblemCode.INVALID, first.field() + ": " + first.message(), errors);
        }
    }

    private static void requireVersion(DesiredState state, String version, String field, List<FieldError> errors) {
        if (state.version(version).isEmpty()) {
            errors.add(new FieldError(
                    field,
                    "there is no version \"" + version + "\"; there are "
                            + String.join(", ", state.versions().keySet())));
        }
    }

    private Answer enable(Call call) throws InterruptedException {
        Enabled body = call.body(Enabled.class);
        return AdminPluginRoutes.answer(administration.enable(
                call.path("id"),
                Optional.ofNullable(body.enabled()).orElseThrow(),
                Optional.ofNullable(body.defaultEnabled()),
                AdminPluginRoutes.actor(call)));
    }

    private Answer enableForTenant(Call call) throws InterruptedException {
        String tenant = call.path("tenant");
        DesiredState state = administration.required(call.path("id"));
        if (!tenantExists.test(tenant)) {
            throw ProblemException.notFound("tenant", tenant);
        }
        return AdminPluginRoutes.answer(administration.enableFor(
                state.pluginId(),
                tenant,
                Optional.ofNullable(call.body(EnabledForTenant.class).enabled()),
                AdminPluginRoutes.actor(call)));
    }

    @Schema(name = "PlatformSwitch")
    record Enabled(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean enabled,

            @Schema(description = "What is to hold for tenants for which nothing is said; left out, it stays.")
            @Nullable
            Boolean defaultEnabled)
            implements Validated {

        @Override
        public void validate(Violations violations) {
            violations.check(enabled != null, "enabled", "is needed: true or false");
        }
    }

    record EnabledForTenant(
            @Schema(description = "true, false, or null for the plugin's default.", nullable = true) @Nullable
            Boolean enabled) {}
}
