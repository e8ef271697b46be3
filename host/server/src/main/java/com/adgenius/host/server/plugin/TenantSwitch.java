package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.plugin.node.Reconciler;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.ChangeAnnouncer;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.TenantRefusals;
import com.adgenius.host.server.scope.TenantScope;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The switch of a plugin that the tenant in scope has of its own. */
final class TenantSwitch {

    private final TenantChoices choices;
    private final TenantRefusals refusals;
    private final ChangeAnnouncer announcer;
    private final Reconciler reconciler;
    private final Clock clock;

    TenantSwitch(
            TenantChoices choices,
            TenantRefusals refusals,
            ChangeAnnouncer announcer,
            Reconciler reconciler,
            Clock clock) {
        this.choices = requireNonNull(choices, "choices is null");
        this.refusals = requireNonNull(refusals, "refusals is null");
        this.announcer = requireNonNull(announcer, "announcer is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Sets the switch; it is in force on this node when this returns.
     *
     * @throws ProblemException {@link ProblemCode#PLUGIN_NOT_ALLOWED} for switching on what the platform does not allow
     */
    void set(DesiredState state, boolean enabled, Actor actor) throws InterruptedException {
        String tenant = TenantScope.current().slug();
        if (enabled && !state.switches().allow(tenant)) {
            throw ProblemException.of(
                    ProblemCode.PLUGIN_NOT_ALLOWED,
                    state.switches().platform()
                            ? "The platform does not allow " + state.pluginId() + " for your tenant. Ask its operator."
                            : "The platform switched " + state.pluginId() + " off for everybody.");
        }
        publish(
                state.pluginId(),
                choices.wish(
                        state.pluginId(), enabled, actor.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        reconciler.reconcile(state.pluginId());
    }

    /** Writes again what lies outside of the tenant's own document, unless it is there; whether something was missing. */
    boolean complete(String pluginId, TenantChoice choice) {
        boolean missing = refusals.mirrored(pluginId, TenantScope.current().slug())
                .filter(wish -> wish >= choice.wish())
                .isEmpty();
        if (missing) {
            publish(pluginId, choice);
        }
        return missing;
    }

    /** The mirror comes last: where it is there, all is. */
    private void publish(String pluginId, TenantChoice choice) {
        announcer.announceWish(pluginId, choice.enabled(), choice.wish(), choice.wishedBy(), choice.wishedAt());
        refusals.mirror(pluginId, TenantScope.current().slug(), !choice.enabled(), choice.wish());
        announcer.announceMirror(pluginId, choice.wish(), choice.wishedAt());
    }
}
