package com.adgenius.host.server.plugin.state;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the platform wants of one plugin.
 *
 * @param pluginId the plugin's id
 * @param revision grows by one with each change; 0 before the first
 * @param versions what exists, by version, in ascending order
 * @param route which version serves whom
 * @param routedBy who set the route; empty before the first
 * @param previous the stable versions before this one, the last first: what a rollback returns to, and what serves in place
 *     of a stable version that a node cannot activate
 * @param switches the platform's switches
 * @param unannounced changes whose entry in the audit and whose event are perhaps not written yet
 */
public record DesiredState(
        String pluginId,
        long revision,
        Map<String, PluginVersion> versions,
        Route route,
        Optional<Actor> routedBy,
        List<String> previous,
        Switches switches,
        List<Change> unannounced) {

    private static final int PREVIOUS_LIMIT = 10;

    public DesiredState {
        requireNonNull(pluginId, "pluginId is null");
        requireNonNull(route, "route is null");
        requireNonNull(routedBy, "routedBy is null");
        requireNonNull(switches, "switches is null");
        Map<String, PluginVersion> sorted = new TreeMap<>(SemanticVersion.ORDER);
        sorted.putAll(versions);
        versions = Collections.unmodifiableMap(sorted);
        previous = List.copyOf(previous);
        unannounced = List.copyOf(unannounced);
    }

    /** A plugin that nobody knows yet. */
    public static DesiredState unknown(String pluginId, Switches switches) {
        return new DesiredState(
                pluginId, 0, Map.of(), Route.nowhere(), Optional.empty(), List.of(), switches, List.of());
    }

    /** Whether a version of it exists; where the last was deleted its switches are kept for a later one. */
    public boolean exists() {
        return !versions.isEmpty();
    }

    /** That version. */
    public Optional<PluginVersion> version(String version) {
        return Optional.ofNullable(versions.get(version));
    }

    /** The artifact of that version, which exists. */
    public ArtifactId artifact(String version) {
        return version(version)
                .orElseThrow(() -> new IllegalArgumentException(pluginId + " has no version " + version))
                .descriptor()
                .id();
    }

    /** The SHA-256 of each version. */
    public Map<String, String> hashes() {
        return versions.values().stream().collect(Collectors.toMap(PluginVersion::version, PluginVersion::sha256));
    }

    /** With that version, in place of one of the same name. */
    public DesiredState with(PluginVersion version) {
        Map<String, PluginVersion> changed = new TreeMap<>(SemanticVersion.ORDER);
        changed.putAll(versions);
        changed.put(version.version(), version);
        return copy(changed, route, routedBy, previous, switches);
    }

    /** Without that version. */
    public DesiredState without(String version) {
        Map<String, PluginVersion> changed = new TreeMap<>(SemanticVersion.ORDER);
        changed.putAll(versions);
        changed.remove(version);
        return copy(changed, route, routedBy, except(previous, Set.of(version)), switches);
    }

    /** With that route. Where the stable version changes, the one of before is what a rollback returns to. */
    public DesiredState routed(Route wanted, Actor actor) {
        List<String> before = new ArrayList<>();
        route.stable().ifPresent(before::add);
        before.addAll(previous);
        List<String> kept = route.stable().equals(wanted.stable())
                ? previous
                : except(before, wanted.stable().map(Set::of).orElse(Set.of()));
        return copy(
                versions, wanted, Optional.of(actor), kept.subList(0, Math.min(PREVIOUS_LIMIT, kept.size())), switches);
    }

    /** Without the canary, or, where there is none, with the stable version of before; empty when there is neither. */
    public Optional<DesiredState> rolledBack(Actor actor) {
        if (route.canary().isPresent()) {
            Route wanted = new Route(route.stable(), Optional.empty(), route.pins());
            return Optional.of(copy(versions, wanted, Optional.of(actor), previous, switches));
        }
        if (previous.isEmpty()) {
            return Optional.empty();
        }
        Route wanted = new Route(Optional.of(previous.getFirst()), Optional.empty(), route.pins());
        return Optional.of(copy(versions, wanted, Optional.of(actor), previous.subList(1, previous.size()), switches));
    }

    /** With those switches. */
    public DesiredState switched(Switches wanted) {
        return copy(versions, route, routedBy, previous, wanted);
    }

    /** Whether the platform said something for the tenant alone. */
    public boolean knows(String tenant) {
        return switches.tenants().containsKey(tenant) || route.pins().containsKey(tenant);
    }

    /** Without what the platform said for the tenant alone. */
    public DesiredState forgetting(String tenant) {
        Map<String, String> pins = new HashMap<>(route.pins());
        pins.remove(tenant);
        return copy(
                versions,
                new Route(route.stable(), route.canary(), pins),
                routedBy,
                previous,
                switches.tenant(tenant, Optional.empty()));
    }

    /** With the route, its history and who set it as they were in another revision. */
    public DesiredState routedAs(DesiredState before) {
        return copy(versions, before.route, before.routedBy, before.previous, switches);
    }

    /** The next revision, made by that change. */
    DesiredState next(Change change) {
        List<Change> changes = new ArrayList<>(unannounced);
        changes.add(change);
        return new DesiredState(pluginId, change.revision(), versions, route, routedBy, previous, switches, changes);
    }

    private DesiredState copy(
            Map<String, PluginVersion> newVersions,
            Route newRoute,
            Optional<Actor> newRoutedBy,
            List<String> newPrevious,
            Switches newSwitches) {
        return new DesiredState(
                pluginId, revision, newVersions, newRoute, newRoutedBy, newPrevious, newSwitches, unannounced);
    }

    private static List<String> except(List<String> versions, Set<String> unwanted) {
        return versions.stream()
                .filter(version -> !unwanted.contains(version))
                .distinct()
                .toList();
    }
}
