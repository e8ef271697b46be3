package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which version of a plugin serves which tenant. A pin precedes the canary, the canary precedes stable.
 *
 * <p>The canary's tenants are chosen by a hash of plugin, version and tenant: the same on every node and after every
 * restart, and raising the percentage only adds tenants.
 *
 * @param stable the version that serves those whom nothing else serves
 * @param canary a version that serves a share of them
 * @param pins versions by the slug of the tenant they serve
 */
public record Route(Optional<String> stable, Optional<Canary> canary, Map<String, String> pins) {

    private static final Route NOWHERE = new Route(Optional.empty(), Optional.empty(), Map.of());

    public Route {
        requireNonNull(stable, "stable is null");
        requireNonNull(canary, "canary is null");
        pins = Map.copyOf(pins);
    }

    /** The route that serves nobody. */
    public static Route nowhere() {
        return NOWHERE;
    }

    /** The route that serves everybody with one version. */
    public static Route stable(String version) {
        return new Route(Optional.of(version), Optional.empty(), Map.of());
    }

    /** This route with a canary in place of the one it has. */
    public Route withCanary(String version, int percent) {
        return new Route(stable, Optional.of(new Canary(version, percent)), pins);
    }

    /** The versions it names, stable first. */
    public Set<String> versions() {
        Set<String> versions = new LinkedHashSet<>();
        stable.ifPresent(versions::add);
        canary.map(Canary::version).ifPresent(versions::add);
        versions.addAll(pins.values());
        return versions;
    }
}
