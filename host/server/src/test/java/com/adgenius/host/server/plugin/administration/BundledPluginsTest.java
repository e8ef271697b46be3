package com.adgenius.host.server.plugin.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.States;
import org.junit.jupiter.api.Test;

class BundledPluginsTest {

    private static final Actor ADMINISTRATOR = new Actor("administrator", "a@example.com");
    private static final DesiredState FRESH = States.with("1.0.0", "2.0.0", "3.0.0");

    @Test
    void aPluginThatWasNeverRoutedIsRouted() {
        assertThat(BundledPlugins.routed(FRESH, "1.0.0").route()).isEqualTo(Route.stable("1.0.0"));
    }

    @Test
    void aNewerVersionFollowsWhatTheInstallationRouted() {
        DesiredState first = BundledPlugins.routed(FRESH, "1.0.0");

        DesiredState next = BundledPlugins.routed(first, "2.0.0");

        assertThat(next.route()).isEqualTo(Route.stable("2.0.0"));
        assertThat(next.previous()).containsExactly("1.0.0");
    }

    @Test
    void anOlderDistributionDoesNotTurnBackTheRoute() {
        DesiredState newer = BundledPlugins.routed(FRESH, "2.0.0");

        assertThat(BundledPlugins.routed(newer, "1.0.0")).isEqualTo(newer);
        assertThat(BundledPlugins.routed(newer, "2.0.0")).isEqualTo(newer);
    }

    @Test
    void anAdministratorsRouteIsNeverChanged() {
        DesiredState routed = BundledPlugins.routed(FRESH, "1.0.0").routed(Route.stable("2.0.0"), ADMINISTRATOR);
        DesiredState rolledBack = routed.rolledBack(ADMINISTRATOR).orElseThrow();
        DesiredState nowhere = rolledBack.routed(Route.nowhere(), ADMINISTRATOR);

        assertThat(BundledPlugins.routed(routed, "3.0.0")).isEqualTo(routed);
        assertThat(BundledPlugins.routed(rolledBack, "3.0.0")).isEqualTo(rolledBack);
        assertThat(BundledPlugins.routed(nowhere, "3.0.0")).isEqualTo(nowhere);
    }
}
