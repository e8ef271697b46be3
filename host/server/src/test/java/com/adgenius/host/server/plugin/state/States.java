package com.adgenius.host.server.plugin.state;

import com.adgenius.host.runtime.ArtifactCheck;
import com.adgenius.host.runtime.ArtifactDescriptor;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Desired states for tests. */
public final class States {

    private States() {}

    /** A plugin with those versions, routed to nobody. */
    public static DesiredState with(String... versions) {
        DesiredState state = DesiredState.unknown("text", Switches.FIRST_PARTY);
        for (String version : versions) {
            state = state.with(version(version, Actor.INSTALLATION));
        }
        return state;
    }

    /** A version that was uploaded by that actor. */
    public static PluginVersion version(String version, Actor actor) {
        return new PluginVersion(
                new ArtifactDescriptor(
                        new ArtifactId("text", version, "ab".repeat(32)),
                        ">=1.0.0 & <2.0.0",
                        List.of(new Requirement("model-local", "*", true)),
                        Optional.of("acme.Life"),
                        "Acme",
                        "Apache-2.0",
                        "Writes",
                        Set.of("network:api.example.com"),
                        List.of("acme.Writer"),
                        1234L),
                List.of(new ArtifactCheck("manifest", true, "in order")),
                actor,
                Instant.parse("2026-11-22T10:00:00.123Z"));
    }
}
