package com.adgenius.host.server.plugin.administration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.InstanceState;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.plugin.node.NodeReport;
import com.adgenius.host.server.plugin.node.Nodes;
import com.adgenius.host.server.plugin.node.Reconciler;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.Change;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.DesiredStates;
import com.adgenius.host.server.plugin.state.PluginVersion;
import com.adgenius.host.server.plugin.state.Switches;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The platform's switches, and the end of versions. When a change returns it is in force on this node. */
public final class PluginAdministration {

    private static final Set<String> IN_USE = Set.of(InstanceState.SERVING.value(), InstanceState.DRAINING.value());

    private final DesiredStates states;
    private final Reconciler reconciler;
    private final Nodes nodes;

    /** The administration of these plugins. */
    public PluginAdministration(DesiredStates states, Reconciler reconciler, Nodes nodes) {
        this.states = requireNonNull(states, "states is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
    }

    /** All plugins of which a version exists, by id. */
    public List<DesiredState> all() {
        return states.all().stream().filter(DesiredState::exists).toList();
    }

    /**
     * A plugin of which a version exists.
     *
     * @throws ProblemException {@link ProblemCode#NOT_FOUND}
     */
    public DesiredState required(String pluginId) {
        return states.find(pluginId)
                .filter(DesiredState::exists)
                .orElseThrow(() -> ProblemException.notFound("plugin", pluginId));
    }

    /**
     * A version of a plugin.
     *
     * @throws ProblemException {@link ProblemCode#NOT_FOUND}
     */
    PluginVersion required(DesiredState state, String version) {
        return state.version(version).orElseThrow(() -> ProblemException.notFound("version", version));
    }

    /**
     * Sets the platform's switch for everybody.
     *
     * @param defaultEnabled what is to hold for tenants for which nothing is said; empty to leave it
     */
    public DesiredState enable(String pluginId, boolean enabled, Optional<Boolean> defaultEnabled, Actor actor)
            throws InterruptedException {
        Map<String, Object> detail = new HashMap<>(Map.of("enabled", enabled));
        defaultEnabled.ifPresent(value -> detail.put("default_enabled", value));
        return change(
                pluginId,
                DesiredStates.Draft.of(Change.Action.SWITCHED, actor, detail),
                now -> now.switched(new Switches(
                        enabled,
                        defaultEnabled.orElse(now.switches().defaultEnabled()),
                        now.switches().tenants())));
    }

    /**
     * Sets the platform's switch for a tenant that exists.
     *
     * @param enabled empty for the plugin's default
     */
    public DesiredState enableFor(String pluginId, String tenant, Optional<Boolean> enabled, Actor actor)
            throws InterruptedException {
        Map<String, Object> detail = enabled.<Map<String, Object>>map(value -> Map.of("enabled", value))
                .orElse(Map.of());
        return change(
                pluginId,
                new DesiredStates.Draft(Change.Action.SWITCHED_FOR_TENANT, actor, Optional.of(tenant), detail),
                now -> now.switched(now.switches().tenant(tenant, enabled)));
    }

    /**
     * Deletes a version. Its artifact goes with a later sweep.
     *
     * @throws ProblemException {@link ProblemCode#VERSION_IN_USE} while it is routed, or serves or drains on a node
     */
    public void delete(String pluginId, String version, Actor actor) throws InterruptedException {
        List<String> using = nodes.all().stream()
                .filter(node -> node.state() == NodeReport.State.RUNNING)
                .filter(node -> node.instances().stream()
                        .anyMatch(instance -> instance.plugin().equals(pluginId)
                                && instance.version().equals(version)
                                && IN_USE.contains(instance.state())))
                .map(NodeReport::node)
                .toList();
        change(pluginId, DesiredStates.Draft.of(Change.Action.DELETED, actor, Map.of("version", version)), now -> {
            required(now, version);
            if (now.route().versions().contains(version)) {
                throw inUse(pluginId, version, "is routed; route it to nobody first");
            }
            if (!using.isEmpty()) {
                throw inUse(
                        pluginId,
                        version,
                        "still runs on " + using.stream().collect(Collectors.joining(", ")) + "; try again later");
            }
            return now.without(version);
        });
    }

    private static ProblemException inUse(String pluginId, String version, String why) {
        return ProblemException.of(ProblemCode.VERSION_IN_USE, pluginId + " " + version + " " + why + ".");
    }

    private DesiredState change(String pluginId, DesiredStates.Draft draft, UnaryOperator<DesiredState> change)
            throws InterruptedException {
        DesiredState changed = states.change(required(pluginId), draft, change);
        reconciler.reconcile(pluginId);
        return changed;
    }
}
