package com.adgenius.host.server.plugin.administration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.ArtifactDescriptor;
import com.adgenius.host.runtime.ArtifactInspection;
import com.adgenius.host.runtime.PluginApi;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.plugin.artifact.ArtifactCache;
import com.adgenius.host.server.plugin.artifact.ArtifactStore;
import com.adgenius.host.server.plugin.node.Reconciler;
import com.adgenius.host.server.plugin.state.Actor;
import com.adgenius.host.server.plugin.state.Change;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.DesiredStates;
import com.adgenius.host.server.plugin.state.PluginVersion;
import com.adgenius.host.server.plugin.state.Switches;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Receives plugins. A jar is inspected without loading a class of it, stored, and then named; it serves nobody yet. */
public final class Uploads {

    private final DesiredStates states;
    private final ArtifactStore store;
    private final ArtifactCache cache;
    private final PluginApi api;
    private final Reconciler reconciler;
    private final Clock clock;

    /** Uploads by the plugin API's rules. */
    public Uploads(
            DesiredStates states,
            ArtifactStore store,
            ArtifactCache cache,
            PluginApi api,
            Reconciler reconciler,
            Clock clock) {
        this.states = requireNonNull(states, "states is null");
        this.store = requireNonNull(store, "store is null");
        this.cache = requireNonNull(cache, "cache is null");
        this.api = requireNonNull(api, "api is null");
        this.reconciler = requireNonNull(reconciler, "reconciler is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Receives a jar.
     *
     * @throws ProblemException {@link ProblemCode#PLUGIN_REFUSED} with every reason, or {@link ProblemCode#VERSION_EXISTS}
     */
    public Upload receive(InputStream jar, Actor actor) throws IOException, InterruptedException {
        Path file = cache.temporaryFile();
        try {
            try (OutputStream output = Files.newOutputStream(file)) {
                jar.transferTo(output);
            }
            ArtifactInspection inspection = ArtifactInspection.of(file, api);
            if (inspection.descriptor().isEmpty()) {
                throw refused(inspection);
            }
            PluginVersion version = new PluginVersion(
                    inspection.descriptor().get(),
                    inspection.checks(),
                    actor,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return add(file, version);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static ProblemException refused(ArtifactInspection inspection) {
        return ProblemException.of(
                ProblemCode.PLUGIN_REFUSED,
                "The jar is no plugin that this host can run; errors names every reason.",
                inspection.refusals().stream()
                        .map(refusal -> new FieldError(refusal.code().value(), refusal.message()))
                        .toList());
    }

    private Upload add(Path file, PluginVersion version) throws IOException, InterruptedException {
        ArtifactDescriptor descriptor = version.descriptor();
        String pluginId = descriptor.id().pluginId();
        boolean known =
                states.find(pluginId).flatMap(state -> existing(state, version)).isPresent();
        // Stored again where it is known: that mends an artifact that the database lost.
        store.store(file, version.sha256());
        cache.keep(file, version.sha256());
        DesiredState state = states.change(
                DesiredState.unknown(pluginId, Switches.THIRD_PARTY),
                DesiredStates.Draft.of(
                        Change.Action.UPLOADED,
                        version.uploadedBy(),
                        Map.of("version", version.version(), "sha256", version.sha256())),
                now -> existing(now, version).isPresent() ? now : now.with(version));
        reconciler.reconcile(pluginId);
        return new Upload(state, state.version(version.version()).orElse(version), !known);
    }

    private static Optional<PluginVersion> existing(DesiredState state, PluginVersion version) {
        Optional<PluginVersion> existing = state.version(version.version());
        if (existing.filter(other -> !other.sha256().equals(version.sha256())).isPresent()) {
            throw ProblemException.of(
                    ProblemCode.VERSION_EXISTS,
                    state.pluginId() + " " + version.version() + " exists with the SHA-256 "
                            + existing.get().sha256() + ", and versions never change. Give the new jar a new version.");
        }
        return existing;
    }

    /**
     * What came of an upload.
     *
     * @param state the plugin afterwards
     * @param version the version
     * @param created whether it was new
     */
    public record Upload(DesiredState state, PluginVersion version, boolean created) {

        public Upload {
            requireNonNull(state, "state is null");
            requireNonNull(version, "version is null");
        }
    }
}
