package com.adgenius.host.server.identity;

import com.adgenius.host.server.http.Authenticator;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.tenant.TenantHosts;
import com.adgenius.host.server.tenant.Tenants;
import com.adgenius.host.server.user.Memberships;
import com.adgenius.host.server.user.PasswordHasher;
import com.adgenius.host.server.user.Users;

/**
 * The parts of signing in, made fit for each other.
 *
 * @param authenticator knows people by their tokens
 * @param routes for signing in
 */
public record Identity(Authenticator authenticator, Routes routes) {

    /** Signing in over these people and tenants. */
    public static Identity over(
            Users users,
            Memberships memberships,
            Tenants tenants,
            TenantHosts hosts,
            PasswordHasher hasher,
            AccessTokens tokens,
            SignInLimits limits) {
        Directory directory = new Directory(users, memberships, tenants);
        SignIn signIn = new SignIn(users, directory, hasher, tokens, hosts, limits);
        return new Identity(
                new TokenAuthenticator(tokens, directory, hosts), new IdentityRoutes(signIn, tokens, users, directory));
    }
}
