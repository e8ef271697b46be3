package com.adgenius.host.server.plugin.administration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.ArtifactInspection;
import com.adgenius.host.runtime.PluginApi;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.plugin.artifact.ArtifactCache;
import com.adgenius.host.server.plugin.artifact.ArtifactStore;
import com.adgenius.host.server.plugin.artifact.Sha256;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.Change;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.DesiredStates;
import com.adgenius.host.server.plugin.state.PluginVersion;
import com.adgenius.host.server.plugin.state.SemanticVersion;
import com.adgenius.host.server.plugin.state.Switches;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The distribution's own plugins; the package says how they are handled. */
public final class BundledPlugins {

    private static final System.Logger LOG = System.getLogger(BundledPlugins.class.getName());

    private final DesiredStates states;
    private final ArtifactStore store;
    private final ArtifactCache cache;
    private final PluginApi api;
    private final Clock clock;

    /** Plugins by the plugin API's rules. */
    public BundledPlugins(DesiredStates states, ArtifactStore store, ArtifactCache cache, PluginApi api, Clock clock) {
        this.states = requireNonNull(states, "states is null");
        this.store = requireNonNull(store, "store is null");
        this.cache = requireNonNull(cache, "cache is null");
        this.api = requireNonNull(api, "api is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Installs the jars of a folder, before the node's first pass. A jar that is refused is passed over with a warning. Of
     * one whose very bytes are a known version it is known what they are, so it is not inspected again; its activation
     * inspects every jar anyhow.
     *
     * @throws IOException when the folder or a jar cannot be read, or an artifact cannot be stored
     */
    public void install(Path folder) throws IOException {
        Map<String, PluginVersion> known = known();
        List<Jar> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                Optional<PluginVersion> version = Optional.ofNullable(known.get(Sha256.of(file)));
                version.or(() -> inspect(file))
                        .map(found -> new Jar(file, found))
                        .ifPresent(jars::add);
            }
        }
        jars.sort(Comparator.comparing(jar -> jar.version().version(), SemanticVersion.ORDER));
        for (Jar jar : jars) {
            install(jar);
        }
    }

    /** Every version there is, by the SHA-256 of its jar. */
    private Map<String, PluginVersion> known() {
        Map<String, PluginVersion> known = new HashMap<>();
        for (DesiredState state : states.all()) {
            state.versions().values().forEach(version -> known.put(version.sha256(), version));
        }
        return known;
    }

    private Optional<PluginVersion> inspect(Path file) {
        ArtifactInspection inspection = ArtifactInspection.of(file, api);
        if (inspection.descriptor().isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> file + " is no plugin and not installed: " + inspection.refusals());
        }
        return inspection
                .descriptor()
                .map(descriptor -> new PluginVersion(
                        descriptor,
                        inspection.checks(),
                        Actor.INSTALLATION,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private void install(Jar jar) throws IOException {
        PluginVersion version = jar.version();
        String pluginId = version.descriptor().id().pluginId();
        DesiredState unknown = DesiredState.unknown(pluginId, Switches.FIRST_PARTY);
        Optional<PluginVersion> known = states.find(pluginId).flatMap(state -> state.version(version.version()));
        boolean same =
                known.filter(other -> other.sha256().equals(version.sha256())).isPresent();
        if (known.isPresent() && !same && !known.get().uploadedBy().equals(Actor.INSTALLATION)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> jar.file() + " is passed over: " + pluginId + " " + version.version()
                            + " was uploaded with other content");
            return;
        }
        if (!same || !store.has(version.sha256())) {
            store.store(jar.file(), version.sha256());
            cache.keep(jar.file(), version.sha256());
        }
        if (!same) {
            states.change(
                    unknown,
                    draft(known.isPresent() ? Change.Action.REPLACED : Change.Action.UPLOADED, version),
                    now -> now.with(version));
        }
        states.change(unknown, draft(Change.Action.ROUTED, version), now -> routed(now, version.version()));
    }

    private static DesiredStates.Draft draft(Change.Action action, PluginVersion version) {
        return DesiredStates.Draft.of(
                action, Actor.INSTALLATION, Map.of("version", version.version(), "sha256", version.sha256()));
    }

    /** The state with that version as stable, where the installation may say so; else the same state. */
    static DesiredState routed(DesiredState now, String version) {
        boolean never = now.routedBy().isEmpty();
        boolean ours = now.routedBy().equals(Optional.of(Actor.INSTALLATION));
        boolean newer =
                now.route().stable().stream().anyMatch(stable -> SemanticVersion.ORDER.compare(version, stable) > 0);
        return never || ours && newer ? now.routed(Route.stable(version), Actor.INSTALLATION) : now;
    }

    private record Jar(Path file, PluginVersion version) {}
}
