package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Role;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call a route, and for which tenant.
 *
 * @param scope which token it needs
 * @param role the least role, for {@link Scope#TENANT}
 * @param except roles from the least on that may not
 * @param inPerson whether the user must have signed in: neither an API token nor whoever looks as the user may
 */
public record Access(Scope scope, Optional<Role> role, Set<Role> except, boolean inPerson) {

    public Access {
        requireNonNull(scope, "scope is null");
        requireNonNull(role, "role is null");
        except = Set.copyOf(except);
    }

    private Access(Scope scope, Optional<Role> role) {
        this(scope, role, Set.of(), false);
    }

    /** Whether a member with that role may. */
    public boolean allows(Role own) {
        return role.filter(own::covers).isPresent() && !except.contains(own);
    }

    /** Which token a route needs. */
    public enum Scope {
        /** None. */
        PUBLIC,
        /** A user's, whatever the tenant. */
        USER,
        /** A user's with a tenant; the work runs in that tenant's scope. */
        TENANT,
        /** A platform administrator's; there is no tenant in scope. */
        PLATFORM
    }

    /** Anybody. */
    public static Access anybody() {
        return new Access(Scope.PUBLIC, Optional.empty());
    }

    /** Anybody who is signed in. */
    public static Access signedIn() {
        return new Access(Scope.USER, Optional.empty());
    }

    /** Members of the token's tenant from this role on. */
    public static Access member(Role least) {
        return new Access(Scope.TENANT, Optional.of(least));
    }

    /** Members who decide on what others made: clients, and editors and above. A viewer reads and decides nothing. */
    public static Access reviewer() {
        return new Access(Scope.TENANT, Optional.of(Role.CLIENT), Set.of(Role.VIEWER), false);
    }

    /** Administrators of the platform. */
    public static Access platformAdministrator() {
        return new Access(Scope.PLATFORM, Optional.empty());
    }

    /** The same, for who signed in alone: what decides on who has access is not done by a token. */
    public Access whoSignedIn() {
        return new Access(scope, role, except, true);
    }
}
