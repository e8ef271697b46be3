package com.adgenius.host.server.event;

import static com.adgenius.host.server.http.Access.member;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stream of a tenant's events. */
public final class EventRoutes implements Routes {

    private static final String PLUGIN_CHANGED = "plugin.changed";
    private static final Set<String> TOUCHING = Set.of("routed", "rolled_back", "restored", "switched");

    private final EventLogs logs;
    private final EventStream stream;

    /** The route over the logs. */
    public EventRoutes(EventLogs logs, EventStream stream) {
        this.logs = requireNonNull(logs, "logs is null");
        this.stream = requireNonNull(stream, "stream is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/events")
                .says(
                        "Events",
                        "Listen to what happens: progress and results of creatives, plugin changes, events of plugins.")
                .access(member(Role.VIEWER))
                .header("Last-Event-ID", false, "The last id you got; you get what came after it, each event once.")
                .answersBytes(200, "Server-sent events, from now on unless you say from where.", "text/event-stream")
                .problems(ProblemCode.RATE_LIMITED)
                .handledBy(this::listen));
    }

    private Answer listen(Call call) {
        List<EventStream.Source> sources = List.of(
                EventStream.Source.all(logs.forTenant()),
                new EventStream.Source(logs.forPlatform(), EventRoutes::forTenants));
        return stream.answer(call, TenantScope.current().slug(), sources);
    }

    /** Of the platform's events a tenant sees that a plugin changed for everybody, and not how: that may name others. */
    static Optional<StoredEvent> forTenants(StoredEvent event) {
        boolean touches = event.type().equals(PLUGIN_CHANGED)
                && !event.data().containsKey("tenant")
                && TOUCHING.contains(String.valueOf(event.data().get("action")))
                && event.data().containsKey("plugin_id");
        return Optional.of(event)
                .filter(_ -> touches)
                .map(seen -> new StoredEvent(
                        seen.sequence(),
                        seen.id(),
                        seen.type(),
                        seen.version(),
                        seen.time(),
                        Map.of("plugin_id", seen.data().get("plugin_id"))));
    }
}
