package com.adgenius.host.server.scope;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param userId the user's id, a UUID
 * @param email the user's e-mail
 * @param platformAdmin whether the user administers the platform; such a user has no tenant
 * @param membership the one tenant that the access token carries, with the role there
 * @param session the session that was begun by signing in; none where the token is of another kind
 * @param delegation by what else than signing in the user is known; then it is not the user who asks in person
 */
public record Principal(
        String userId,
        String email,
        boolean platformAdmin,
        Optional<Membership> membership,
        Optional<String> session,
        Optional<Delegation> delegation) {

    public Principal {
        requireNonNull(userId, "userId is null");
        requireNonNull(email, "email is null");
        requireNonNull(membership, "membership is null");
        requireNonNull(session, "session is null");
        requireNonNull(delegation, "delegation is null");
    }

    /** Who asks without a session. */
    public Principal(String userId, String email, boolean platformAdmin, Optional<Membership> membership) {
        this(userId, email, platformAdmin, membership, Optional.empty(), Optional.empty());
    }

    /** The same, in a session. */
    public Principal in(String session) {
        return new Principal(userId, email, platformAdmin, membership, Optional.of(session), delegation);
    }

    /** The same, asked for by something or somebody else, with that role. */
    public Principal by(Delegation delegation, Role role) {
        return new Principal(
                userId,
                email,
                platformAdmin,
                membership.map(in -> new Membership(in.tenant(), role)),
                session,
                Optional.of(delegation));
    }

    /**
     * What asks for a user who does not ask in person.
     *
     * @param kind what it is
     * @param id which one
     * @param by the e-mail of whoever acts for the user; empty where the user lets a program act
     */
    public record Delegation(Kind kind, String id, String by) {

        public Delegation {
            requireNonNull(kind, "kind is null");
            requireNonNull(id, "id is null");
            requireNonNull(by, "by is null");
        }

        /** Kinds of delegation. */
        public enum Kind {
            /** A token that the user made for a program. */
            API_TOKEN,
            /** An administrator of the platform who looks as the user. */
            IMPERSONATION;

            /** The kind's name in JSON. */
            public String value() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
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
