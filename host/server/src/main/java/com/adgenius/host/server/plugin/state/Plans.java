package com.adgenius.host.server.plugin.state;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.PluginPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runtime's plans, made of a desired state and the tenants' refusals.
 *
 * <p>A plan's revision is the sum of both revisions: each only grows, so a reader who reads one after the other never sees
 * the same sum for different contents. Readers of the same plugin therefore take turns.
 */
public final class Plans {

    private final DesiredStates states;
    private final TenantRefusals refusals;

    /** Plans from these collections. */
    public Plans(DesiredStates states, TenantRefusals refusals) {
        this.states = requireNonNull(states, "states is null");
        this.refusals = requireNonNull(refusals, "refusals is null");
    }

    /** The revision of each plugin's plan. */
    public Map<String, Long> revisions() {
        Map<String, Long> mirrored = refusals.revisions();
        Map<String, Long> revisions = new HashMap<>();
        states.revisions()
                .forEach((pluginId, revision) ->
                        revisions.put(pluginId, revision + mirrored.getOrDefault(pluginId, 0L)));
        return revisions;
    }

    /** What is wanted of the plugin now. */
    public Optional<Wanted> find(String pluginId) {
        return states.find(pluginId).map(this::wanted);
    }

    /** What is wanted of every plugin now. */
    public List<Wanted> all() {
        return states.all().stream().map(this::wanted).toList();
    }

    private Wanted wanted(DesiredState state) {
        TenantRefusals.Refusals refused = refusals.find(state.pluginId());
        Switches switches = state.switches();
        return new Wanted(
                state,
                new PluginPlan(
                        state.pluginId(),
                        state.revision() + refused.revision(),
                        state.hashes(),
                        state.route(),
                        new Flags(
                                switches.platform(), switches.defaultEnabled(), switches.tenants(), refused.tenants()),
                        state.previous().stream().findFirst()));
    }

    /**
     * A plan with the desired state that it came from.
     *
     * @param state the desired state
     * @param plan the runtime's plan
     */
    public record Wanted(DesiredState state, PluginPlan plan) {

        public Wanted {
            requireNonNull(state, "state is null");
            requireNonNull(plan, "plan is null");
        }
    }
}
