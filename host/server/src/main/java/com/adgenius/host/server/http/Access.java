package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Role;
import java.util.Optional;

/**
 * Who may call a route, and for which tenant.
 *
 * @param scope which token it needs
 * @param role the least role, for {@link Scope#TENANT}
 */
public record Access(Scope scope, Optional<Role> role) {

    public Access {
        requireNonNull(scope, "scope is null");
        requireNonNull(role, "role is null");
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

    /** Administrators of the platform. */
    public static Access platformAdministrator() {
        return new Access(Scope.PLATFORM, Optional.empty());
    }
}
