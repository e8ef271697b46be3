package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Availability;
import com.adgenius.host.runtime.InstanceReport;
import com.adgenius.host.runtime.InstanceState;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Refusal;
import com.adgenius.host.server.plugin.schema.JsonSchema;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.PluginVersion;
import com.adgenius.host.server.scope.TenantScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plugins as they are shown to the tenant in scope. */
final class PluginViews {

    private final PluginRuntime runtime;
    private final TenantPlugins plugins;

    PluginViews(PluginRuntime runtime, TenantPlugins plugins) {
        this.runtime = requireNonNull(runtime, "runtime is null");
        this.plugins = requireNonNull(plugins, "plugins is null");
    }

    PluginView view(DesiredState state) {
        String tenant = TenantScope.current().slug();
        boolean allowed = state.switches().allow(tenant);
        boolean wanted = plugins.choices().find(state.pluginId()).enabled();
        Availability availability = plugins.availability(state.pluginId());
        Optional<String> version = availability instanceof Availability.Served(var instance)
                ? Optional.of(instance.version())
                : Optional.empty();
        return new PluginView(
                state.pluginId(),
                name(state.pluginId()),
                description(state, version),
                version,
                allowed && wanted,
                allowed
                        ? wanted ? Optional.empty() : Optional.of("Your tenant switched it off.")
                        : Optional.of(
                                state.switches().platform()
                                        ? "The platform does not allow it for your tenant."
                                        : "The platform switched it off for everybody."),
                allowed,
                health(availability),
                metadata(state.pluginId())
                        .flatMap(PluginMetadata::settingsSchema)
                        .map(JsonSchema::values));
    }

    /** What the version said of itself that serves the tenant, or would if the plugin were on. */
    Optional<PluginMetadata> metadata(String pluginId) {
        if (plugins.availability(pluginId) instanceof Availability.Served(var instance)) {
            return instance.metadata(PluginMetadata.class);
        }
        Optional<String> stable = runtime.snapshot()
                .outcome(pluginId)
                .flatMap(outcome -> outcome.route().stable());
        return runtime.instances().stream()
                .filter(report -> report.state() == InstanceState.SERVING)
                .map(InstanceReport::instance)
                .filter(instance -> instance.pluginId().equals(pluginId)
                        && stable.filter(instance.version()::equals).isPresent())
                .findFirst()
                .flatMap(instance -> instance.metadata(PluginMetadata.class));
    }

    private static String name(String pluginId) {
        String words = pluginId.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String description(DesiredState state, Optional<String> version) {
        return version.or(() -> state.route().stable())
                .flatMap(state::version)
                .or(() -> state.versions().values().stream().reduce((_, last) -> last))
                .map(PluginVersion::descriptor)
                .map(descriptor -> descriptor.description())
                .orElse("");
    }

    private static Health health(Availability availability) {
        return switch (availability) {
            case Availability.Served _ -> new Health("ok", "");
            case Availability.Disabled _ -> new Health("off", "");
            case Availability.NotInstalled _ -> new Health("loading", "This node has not loaded it yet.");
            case Availability.NotLoaded(List<Refusal> refusals)
            when refusals.isEmpty() -> new Health("not_routed", "No version is routed to your tenant.");
            case Availability.NotLoaded(List<Refusal> refusals) ->
                new Health("failing", refusals.stream().map(Refusal::message).collect(Collectors.joining("; ")));
        };
    }

    record PluginView(
            String id,

            @Schema(description = "For people.") String name,

            String description,

            @Schema(
                    description = "The version that serves your tenant on this node; null where none does.",
                    nullable = true)
            Optional<String> version,

            @Schema(description = "Whether it is switched on for your tenant.")
            boolean enabled,

            @Schema(description = "Why it is not, in words.", nullable = true)
            Optional<String> reason,

            @Schema(description = "Whether the platform lets your tenant use it.")
            boolean allowed,

            Health health,

            @Schema(
                    description = "The JSON Schema of its settings; null where it has none or is not loaded.",
                    nullable = true)
            Optional<Map<String, Object>> settingsSchema) {}

    record Health(
            @Schema(allowableValues = {"ok", "off", "loading", "not_routed", "failing"})
            String status,

            @Schema(description = "What is wrong, in words.")
            String detail) {}
}
