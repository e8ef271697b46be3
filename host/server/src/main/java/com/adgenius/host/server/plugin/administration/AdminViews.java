package com.adgenius.host.server.plugin.administration;

import com.adgenius.host.runtime.ArtifactDescriptor;
import com.adgenius.host.runtime.Canary;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.plugin.node.NodeReport;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.PluginVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plugins as they are shown to administrators of the platform. */
final class AdminViews {

    private AdminViews() {}

    @Schema(name = "PlatformPlugin")
    record PluginView(
            String id,

            @Schema(description = "Grows with every change.")
            long revision,

            @Schema(description = "The platform's switch for everybody.")
            boolean enabled,

            @Schema(description = "What holds for tenants for which the platform said nothing.")
            boolean defaultEnabled,

            @Schema(description = "What the platform said for single tenants.")
            Map<String, Boolean> tenants,

            RouteView route,

            @Schema(description = "Earlier stable versions, the last first; a rollback returns to the first.")
            List<String> previous,

            @Schema(description = "Who set the route last: a user's id, or \"installation\".", nullable = true)
            Optional<String> routedBy,

            List<VersionView> versions) {

        static PluginView of(DesiredState state) {
            return new PluginView(
                    state.pluginId(),
                    state.revision(),
                    state.switches().platform(),
                    state.switches().defaultEnabled(),
                    state.switches().tenants(),
                    RouteView.of(state.route()),
                    state.previous(),
                    state.routedBy().map(Actor::id),
                    state.versions().values().stream()
                            .map(version -> VersionView.of(state, version))
                            .toList());
        }
    }

    record RouteView(
            @Schema(nullable = true) Optional<String> stable,
            @Schema(nullable = true) Optional<CanaryView> canary,
            Map<String, String> pins) {

        static RouteView of(Route route) {
            return new RouteView(route.stable(), route.canary().map(CanaryView::of), route.pins());
        }
    }

    record CanaryView(String version, int percent) {

        static CanaryView of(Canary canary) {
            return new CanaryView(canary.version(), canary.percent());
        }
    }

    record RouteAnswer(
            @Schema(nullable = true) Optional<String> stable,
            @Schema(nullable = true) Optional<CanaryView> canary,
            Map<String, String> pins,

            @Schema(description = "Send it as If-Match to change the route.")
            long revision,

            @Schema(description = "How far each node came; one that has another revision follows within seconds.")
            List<NodeState> nodes) {

        static RouteAnswer of(DesiredState state, List<NodeReport> nodes) {
            RouteView route = RouteView.of(state.route());
            return new RouteAnswer(
                    route.stable(),
                    route.canary(),
                    route.pins(),
                    state.revision(),
                    nodes.stream()
                            .map(node -> NodeState.of(node, state.pluginId()))
                            .toList());
        }
    }

    record NodeState(
            String node,
            NodeReport.State state,

            @Schema(description = "The revision that the node tried last; 0 before the first.")
            long revision,

            @Schema(description = "Whether that is in force there.")
            boolean reached,

            List<NodeReport.Failure> failures) {

        static NodeState of(NodeReport report, String pluginId) {
            return report.plugins().stream()
                    .filter(plugin -> plugin.id().equals(pluginId))
                    .findFirst()
                    .map(plugin -> new NodeState(
                            report.node(), report.state(), plugin.revision(), plugin.reached(), plugin.failures()))
                    .orElseGet(() -> new NodeState(report.node(), report.state(), 0, false, List.of()));
        }
    }

    record VersionView(
            String pluginId,
            String version,
            String sha256,
            long size,

            @Schema(description = "The versions of the plugin API that it runs on.")
            String requires,

            List<RequirementView> requirements,
            String provider,
            String license,
            String description,

            @Schema(description = "What it asks for, for instance network:api.example.com.")
            Set<String> permissions,

            @Schema(description = "The classes of its extensions.")
            List<String> extensions,

            List<CheckView> checks,

            @Schema(description = "A user's id, or \"installation\".")
            String uploadedBy,

            Instant uploadedAt,

            @Schema(description = "Whether the route names it.")
            boolean routed) {

        static VersionView of(DesiredState state, PluginVersion version) {
            ArtifactDescriptor descriptor = version.descriptor();
            return new VersionView(
                    state.pluginId(),
                    version.version(),
                    version.sha256(),
                    descriptor.size(),
                    descriptor.requires(),
                    descriptor.requirements().stream()
                            .map(requirement -> new RequirementView(
                                    requirement.pluginId(), requirement.range(), requirement.optional()))
                            .toList(),
                    descriptor.provider(),
                    descriptor.license(),
                    descriptor.description(),
                    descriptor.permissions(),
                    descriptor.extensionClasses(),
                    version.checks().stream()
                            .map(check -> new CheckView(check.name(), check.passed(), check.detail()))
                            .toList(),
                    version.uploadedBy().id(),
                    version.uploadedAt(),
                    state.route().versions().contains(version.version()));
        }
    }

    record RequirementView(String pluginId, String range, boolean optional) {}

    record CheckView(String name, boolean passed, String detail) {}
}
