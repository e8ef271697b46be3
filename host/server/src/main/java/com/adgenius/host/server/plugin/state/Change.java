package com.adgenius.host.server.plugin.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a revision of a desired state changed.
 *
 * @param revision the revision that it made
 * @param action what was done
 * @param actor who did it
 * @param time when
 * @param tenant the slug of the tenant that it concerns, if it is one
 * @param detail what exactly, as JSON values
 */
public record Change(
        long revision, Action action, Actor actor, Instant time, Optional<String> tenant, Map<String, Object> detail) {

    public Change {
        requireNonNull(action, "action is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(time, "time is null");
        requireNonNull(tenant, "tenant is null");
        detail = Map.copyOf(detail);
    }

    /** What can be done to a desired state. */
    public enum Action {
        /** A version was added. */
        UPLOADED,
        /** The bundled jar of a version was replaced by a rebuilt one. */
        REPLACED,
        /** A version was deleted. */
        DELETED,
        /** The route was set. */
        ROUTED,
        /** The canary was dropped, or the stable before returned. */
        ROLLED_BACK,
        /** A version of a new route could not be activated, and the route before was set again. */
        RESTORED,
        /** The platform's switch for everybody was set. */
        SWITCHED,
        /** The platform's switch for a tenant was set. */
        SWITCHED_FOR_TENANT;

        /** The action in JSON, for instance {@code rolled_back}. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
