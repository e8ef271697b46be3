package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Authenticator;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.tenant.TenantHosts;
import java.util.Optional;

/** Knows people by their access tokens; at a tenant's host only by tokens for that tenant. */
final class TokenAuthenticator implements Authenticator {

    private final AccessTokens tokens;
    private final Directory directory;
    private final TenantHosts hosts;

    TokenAuthenticator(AccessTokens tokens, Directory directory, TenantHosts hosts) {
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.directory = requireNonNull(directory, "directory is null");
        this.hosts = requireNonNull(hosts, "hosts is null");
    }

    @Override
    public Optional<Principal> authenticate(String bearerToken, String host) {
        Optional<AccessTokens.Claims> claims = tokens.verify(bearerToken);
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> wanted = hosts.tenantAt(host);
        if (wanted.isPresent() && !wanted.equals(claims.get().tenant())) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "Your token is for another tenant than this host.");
        }
        return directory.principal(claims.get().userId(), claims.get().tenant());
    }
}
