package com.adgenius.host.server.scope;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param userId the user's id, a UUID
 * @param email the user's e-mail
 * @param platformAdmin whether the user administers the platform; such a user has no tenant
 * @param membership the one tenant that the access token carries, with the role there
 * @param session the session that was begun by signing in; none where the token is of another kind
 */
public record Principal(
        String userId, String email, boolean platformAdmin, Optional<Membership> membership, Optional<String> session) {

    public Principal {
        requireNonNull(userId, "userId is null");
        requireNonNull(email, "email is null");
        requireNonNull(membership, "membership is null");
        requireNonNull(session, "session is null");
    }

    /** Who asks without a session. */
    public Principal(String userId, String email, boolean platformAdmin, Optional<Membership> membership) {
        this(userId, email, platformAdmin, membership, Optional.empty());
    }

    /** The same, in a session. */
    public Principal in(String session) {
        return new Principal(userId, email, platformAdmin, membership, Optional.of(session));
    }

    /**
     * A tenant with the user's role in it.
     *
     * @param tenant which tenant
     * @param role what the user may do there
     */
    public record Membership(Tenant tenant, Role role) {

        public Membership {
            requireNonNull(tenant, "tenant is null");
            requireNonNull(role, "role is null");
        }
    }
}
