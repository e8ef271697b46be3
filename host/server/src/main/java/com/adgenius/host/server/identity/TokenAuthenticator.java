package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Authenticator;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.tenant.TenantHosts;
import java.util.List;
import java.util.Optional;

/** Knows people by bearer tokens of several kinds; at a tenant's host only by tokens for that tenant. */
public final class TokenAuthenticator implements Authenticator {

    private final TenantHosts hosts;
    private final List<BearerAuthenticator> kinds;

    /** Knows tokens of these kinds, each told by its shape; the first that fits decides. */
    public TokenAuthenticator(TenantHosts hosts, List<BearerAuthenticator> kinds) {
        this.hosts = requireNonNull(hosts, "hosts is null");
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public Optional<Principal> authenticate(String bearerToken, String host) {
        Optional<Principal> principal = kinds.stream()
                .filter(kind -> kind.hasShape(bearerToken))
                .findFirst()
                .flatMap(kind -> kind.authenticate(bearerToken));
        principal.ifPresent(known -> requireHost(
                host, known.membership().map(membership -> membership.tenant().slug())));
        return principal;
    }

    private void requireHost(String host, Optional<String> tenant) {
        if (hosts.tenantAt(host).filter(at -> !Optional.of(at).equals(tenant)).isPresent()) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "Your token is for another tenant than this host.");
        }
    }
}
