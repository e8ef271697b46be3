package com.adgenius.host.server.plugin.administration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.event.EventStream;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.plugin.Pages;
import com.adgenius.host.server.plugin.administration.AdminViews.PluginView;
import com.adgenius.host.server.plugin.administration.AdminViews.VersionView;
import com.adgenius.host.server.plugin.artifact.ArtifactStore;
import com.adgenius.host.server.plugin.node.Nodes;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.DesiredState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Plugins and their versions, nodes and events, for administrators of the platform. */
public final class AdminPluginRoutes implements Routes {

    static final String TAG = "Plugin administration";

    private final PluginAdministration administration;
    private final Uploads uploads;
    private final Nodes nodes;
    private final EventLogs logs;
    private final EventStream stream;

    /** The routes of that administration. */
    public AdminPluginRoutes(
            PluginAdministration administration, Uploads uploads, Nodes nodes, EventLogs logs, EventStream stream) {
        this.administration = requireNonNull(administration, "administration is null");
        this.uploads = requireNonNull(uploads, "uploads is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.logs = requireNonNull(logs, "logs is null");
        this.stream = requireNonNull(stream, "stream is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/admin/plugins")
                        .says(TAG, "List all plugins with their versions, routes and switches.")
                        .access(Access.platformAdministrator())
                        .paged()
                        .answers(200, "One page of the plugins.", Page.class)
                        .handledBy(call -> Pages.of(
                                call,
                                "/admin/plugins",
                                administration.all().stream()
                                        .map(PluginView::of)
                                        .toList())),
                Route.post("/admin/plugins")
                        .says(TAG, "Upload a version of a plugin; it serves nobody until it is routed.")
                        .access(Access.platformAdministrator())
                        .acceptsBytes(ArtifactStore.LIMIT, "application/java-archive")
                        .answers(201, "The version with its checks.", VersionView.class)
                        .answers(200, "The same jar was uploaded before.", VersionView.class)
                        .idempotent()
                        .problems(ProblemCode.PLUGIN_REFUSED, ProblemCode.VERSION_EXISTS)
                        .handledBy(this::upload),
                Route.get("/admin/plugins/events")
                        .says(TAG, "Stream what is changed about plugins, as server-sent events.")
                        .access(Access.platformAdministrator())
                        .header("Last-Event-ID", false, "Where to go on.")
                        .answersBytes(200, "The events.", "text/event-stream")
                        .problems(ProblemCode.RATE_LIMITED)
                        .handledBy(this::events),
                Route.get("/admin/plugins/{id}")
                        .says(TAG, "Read a plugin.")
                        .access(Access.platformAdministrator())
                        .answers(200, "The plugin.", PluginView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> answer(administration.required(call.path("id")))),
                Route.get("/admin/plugins/{id}/versions/{version}")
                        .says(TAG, "Read a version of a plugin.")
                        .access(Access.platformAdministrator())
                        .answers(200, "The version with its checks.", VersionView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(this::version),
                Route.delete("/admin/plugins/{id}/versions/{version}")
                        .says(TAG, "Delete a version that is not in use.")
                        .access(Access.platformAdministrator())
                        .answersNothing(204, "It is deleted.")
                        .problems(ProblemCode.NOT_FOUND, ProblemCode.VERSION_IN_USE)
                        .handledBy(this::delete),
                Route.get("/admin/nodes")
                        .says(TAG, "List the nodes: revisions, instances, drains and leaks of each.")
                        .access(Access.platformAdministrator())
                        .paged()
                        .answers(200, "One page of the nodes.", Page.class)
                        .handledBy(call -> Pages.of(call, "/admin/nodes", nodes.all())));
    }

    private Answer upload(Call call) throws IOException, InterruptedException {
        Uploads.Upload upload = uploads.receive(call.bytes(), actor(call));
        VersionView view = VersionView.of(upload.state(), upload.version());
        return upload.created()
                ? Answer.created(Route.API + "/admin/plugins/" + view.pluginId() + "/versions/" + view.version(), view)
                : Answer.ok(view);
    }

    private Answer events(Call call) {
        EventStream.Source source = new EventStream.Source(
                logs.forPlatform(),
                event -> Optional.of(event).filter(one -> one.type().startsWith("plugin.")));
        return stream.answer(call, "platform", List.of(source));
    }

    private Answer version(Call call) {
        DesiredState state = administration.required(call.path("id"));
        return Answer.ok(VersionView.of(state, administration.required(state, call.path("version"))));
    }

    private Answer delete(Call call) throws InterruptedException {
        administration.delete(call.path("id"), call.path("version"), actor(call));
        return Answer.noContent();
    }

    static Answer answer(DesiredState state) {
        return Answer.ok(PluginView.of(state)).revision(state.revision());
    }

    static Actor actor(Call call) {
        return Actor.of(call.principal());
    }
}
